/** A way back into an account works once and for an hour. */
export const RESET_SECONDS = 3_600

/** The token stands behind `#`: a browser sends that part to no server, so it is in no log. */
export function resetUrl(publicUrl: string, token: string): string {
  return `${publicUrl}/reset-password#${token}`
}
