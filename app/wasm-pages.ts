/** Pages that stretch a PIN, and so may run WebAssembly. No other page may. */
export const wasmPages = ['/doors/unlock']
