import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

type ConfirmDialogProps = {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly description: string
  readonly action: string
  readonly busy: boolean
  readonly onConfirm: () => void
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  action,
  busy,
  onConfirm,
}: ConfirmDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <div className="flex justify-end gap-2">
        <Button size="md" onClick={() => onOpenChange(false)}>
          Keep it
        </Button>
        <Button
          kind="danger"
          size="md"
          disabled={busy}
          onClick={() => {
            onConfirm()
            onOpenChange(false)
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
