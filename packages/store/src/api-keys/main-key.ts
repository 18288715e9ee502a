/** What the key made at onboarding is called. */
export const MAIN_KEY_NAME = 'Main key'
