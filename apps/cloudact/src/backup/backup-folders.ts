/** Below the data folder: snapshots on their way to becoming backups, and backups nobody gave another place. */
export const BACKUPS = 'backups'

/** How the name of a snapshot ends until its manifest is written. */
export const UNFINISHED = '.unfinished'
