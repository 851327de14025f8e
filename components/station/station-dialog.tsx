import type { ReactNode } from 'react'
import { FormButtons, FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'

interface StationDialogProps {
  /** The button that opens it. */
  open: ReactNode
  /** Why it cannot be opened now; undefined: it can. */
  disabledWhy: string | undefined
  title: string
  description: string
  small?: boolean
  children: (close: () => void) => ReactNode
}

/** A dialog that asks something of a station. */
export function StationDialog({ open, disabledWhy, title, description, small, children }: StationDialogProps) {
  const trigger = (
    <Button variant="outline" size={small ? 'sm' : undefined} disabled={disabledWhy !== undefined} title={disabledWhy}>
      {open}
    </Button>
  )
  return (
    <FormDialog trigger={trigger} title={title} description={description}>
      {children}
    </FormDialog>
  )
}

interface CommandFormProps {
  /** Asks the station; true: it was asked. */
  ask: () => Promise<boolean>
  onDone: () => void
  pending: boolean
  /** On the button. */
  label: string
  children: ReactNode
}

/** What such a dialog holds: fields, and the button that asks. */
export function CommandForm({ ask, onDone, pending, label, children }: CommandFormProps) {
  return (
    <form
      className="grid gap-4"
      onSubmit={async (event) => {
        event.preventDefault()
        if (await ask()) onDone()
      }}
    >
      {children}
      <FormButtons pending={pending} label={label} />
    </form>
  )
}
