/** Two people may press the button at the same moment: the database says who was first. */
export function isNameTaken(error: unknown) {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'credential_login_key'
}
