/** A file as its store lists it. */
export type ListedFile = {
  readonly key: string
  /** Bytes; -1 when the store does not say. */
  readonly size: number
  /** What changes when the content does (ETag, or size and time of change); null when the store has nothing of the kind. */
  readonly tag: string | null
}

/** Read access to delivered files: an S3 prefix, a local folder or a web server. */
export interface FileStore {
  /** For messages: `s3://bucket` or the folder's name. Never a credential. */
  readonly location: string
  /** Text of a small object; null when there is none. Keys are as in S3. */
  readText(key: string, signal?: AbortSignal): Promise<string | null>
  /**
   * Bytes of an object with the length the store declares; null when there is none. Reading to the end yields exactly
   * `length` bytes or fails.
   */
  open(
    key: string,
    signal?: AbortSignal,
  ): Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly length: number } | null>
  /** Names of the folders directly below one, without slashes; none when it does not exist. */
  folders(folder: string, signal?: AbortSignal): Promise<readonly string[]>
  /** Every file below a folder, in the order of their keys; none when it does not exist. */
  list(folder: string, signal?: AbortSignal): Promise<readonly ListedFile[]>
  close(): void
}
