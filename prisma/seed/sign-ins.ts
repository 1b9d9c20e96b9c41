/** The made-up union's people you can be, on this machine only. */
export const demoSignIns = [
  { role: 'canvasser', name: 'Cleo Marsh', password: 'knock-knock-bay' },
  { role: 'steward', name: 'Sam Okafor', password: 'fix-it-by-friday' },
  { role: 'secretary', name: 'Rosa Lindqvist', password: 'the-minutes-please' },
  { role: 'delegate', name: 'Dana Whitlock', password: 'carry-it-back' },
] as const
