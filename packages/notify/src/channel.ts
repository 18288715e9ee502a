/** Where a message goes. URLs and secrets are already decrypted; they never appear in results. */
export type Channel =
  | {
      readonly kind: 'email'
      readonly recipients: readonly string[]
      readonly copies?: readonly string[]
      /** Before every subject, such as `[CloudAct]`. */
      readonly subjectPrefix?: string
    }
  | {
      readonly kind: 'slack'
      readonly url: string
      /** Overrides the webhook's own channel where the workspace allows it. */
      readonly channel?: string
      readonly mentionUsers?: readonly string[]
      readonly mentionChannel?: boolean
    }
  | { readonly kind: 'teams'; readonly url: string }
  | {
      readonly kind: 'webhook'
      readonly url: string
      readonly method?: 'POST' | 'PUT'
      readonly headers?: Readonly<Record<string, string>>
      /** Signs every call; without it the receiver cannot tell who calls. */
      readonly secret?: string
    }

export type ChannelKind = Channel['kind']
