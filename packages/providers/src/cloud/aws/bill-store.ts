/** Read access to the files of one export: an S3 prefix or a local folder. */
export interface BillStore {
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
  close(): void
}
