import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { PriceChange } from './price-change.ts'

type ChangeNoticeProps = { readonly change: PriceChange; readonly onRecost: () => void }

/** What a change does, in the API's words, and the offer to price past days anew. */
export function ChangeNotice({ change, onRecost }: ChangeNoticeProps) {
  return (
    <Notice kind={change.recostNeeded ? 'info' : 'ok'} className="mb-4">
      <p>{change.message}</p>
      {change.recostNeeded ? (
        <Button className="mt-2" onClick={onRecost}>
          Preview pricing them anew
        </Button>
      ) : null}
    </Notice>
  )
}
