'use client'

import { AlertDialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { overlayClasses } from './dialog'

interface ConfirmProps {
  /** The button that asks; opens the question. */
  trigger?: ReactNode
  /** For a question opened from elsewhere, e.g. a menu; otherwise the trigger opens it. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  title: ReactNode
  /** What will happen, and to whom. */
  description: ReactNode
  confirmLabel: ReactNode
  cancelLabel: ReactNode
  destructive?: boolean
  /** The dialog stays open, busy, until the promise settles; false keeps it open. */
  onConfirm: () => Promise<unknown>
}

/** Asks before something that cannot be taken back. */
export function Confirm({
  trigger,
  title,
  description,
  confirmLabel,
  cancelLabel,
  destructive,
  onConfirm,
  open: openOutside,
  onOpenChange,
}: ConfirmProps) {
  const [openInside, setOpenInside] = useState(false)
  const open = openOutside ?? openInside
  const setOpen = onOpenChange ?? setOpenInside
  const [pending, setPending] = useState(false)
  const confirm = async () => {
    setPending(true)
    try {
      if ((await onConfirm()) !== false) setOpen(false)
    } finally {
      setPending(false)
    }
  }
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayClasses} />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 grid w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 animate-fade gap-4 rounded-xl border bg-popover p-5 shadow-xl outline-none">
          <div className="grid gap-1.5">
            <Radix.Title className="font-semibold text-base leading-6">{title}</Radix.Title>
            <Radix.Description className="text-muted-foreground">{description}</Radix.Description>
          </div>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button variant="outline">{cancelLabel}</Button>
            </Radix.Cancel>
            <Button variant={destructive ? 'destructive' : 'default'} pending={pending} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
