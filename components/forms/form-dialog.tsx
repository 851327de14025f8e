'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from '@/components/ui/dialog'

/** How a form's dialog is opened: by its trigger, or from elsewhere (a row's menu). */
export interface FormDialogOpening {
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

interface FormDialogProps extends FormDialogOpening {
  title: string
  description?: string
  className?: string
  /** The form; it calls `close` when its work is done. */
  children: (close: () => void) => ReactNode
}

/** The frame around a form in a dialog. Its fields are made anew each time it opens. */
export function FormDialog({ trigger, open, onOpenChange, title, description, className, children }: FormDialogProps) {
  const [openInside, setOpenInside] = useState(false)
  const setOpen = onOpenChange ?? setOpenInside
  return (
    <Dialog open={open ?? openInside} onOpenChange={setOpen}>
      {trigger && <DialogTrigger asChild>{trigger}</DialogTrigger>}
      <DialogContent className={className}>
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          {description && <DialogDescription>{description}</DialogDescription>}
        </DialogHeader>
        {children(() => setOpen(false))}
      </DialogContent>
    </Dialog>
  )
}

/** Cancel, and the button that sends the form ("Save" unless it has a better word). */
export function FormButtons({ pending, label, className }: { pending: boolean; label?: string; className?: string }) {
  const common = useTranslations('common')
  return (
    <DialogFooter className={className}>
      <DialogClose asChild>
        <Button variant="outline">{common('cancel')}</Button>
      </DialogClose>
      <Button type="submit" pending={pending}>
        {label ?? common('save')}
      </Button>
    </DialogFooter>
  )
}
