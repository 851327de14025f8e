'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'

/** A webhook's key, the only time it can be seen. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const t = useTranslations('notifications.webhooks')
  return (
    <Dialog open={secret !== null} onOpenChange={(open) => !open && onClose()}>
      {/* What is shown once must not vanish at a click beside the dialog. */}
      <DialogContent onInteractOutside={(event) => event.preventDefault()}>
        <DialogHeader>
          <DialogTitle>{t('secretTitle')}</DialogTitle>
          <DialogDescription>{t('secretText')}</DialogDescription>
        </DialogHeader>
        <CopyField value={secret ?? ''} label={t('secret')} />
        <DialogFooter>
          <DialogClose asChild>
            <Button>{t('kept')}</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
