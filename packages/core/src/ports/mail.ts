/** A message of the product itself to one person: an invitation, a way back into an account. */
export type Letter = {
  readonly to: string
  /** One line. */
  readonly subject: string
  /** Plain text; paragraphs are separated by an empty line. */
  readonly text: string
  readonly link: { readonly label: string; readonly url: string }
}

/** How sending ended; `reason` is safe to show. */
export type LetterResult = { readonly sent: true } | { readonly sent: false; readonly reason: string }

/** Hands a letter to the mail server. Does not reject for anything the mail server did. */
export type SendLetter = (letter: Letter) => Promise<LetterResult>
