'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { DialogClose, DialogFooter } from '@/components/ui/dialog'

/** A one-time link, seen this once: the administrator sends it on by a way they trust. */
export function LinkHandover({ path }: { path: string }) {
  const t = useTranslations('users')
  const common = useTranslations('common')
  return (
    <>
      <p className="text-muted-foreground">{t('linkHelp')}</p>
      <CopyField value={new URL(path, window.location.origin).href} label={t('link')} />
      <DialogFooter>
        <DialogClose asChild>
          <Button>{common('close')}</Button>
        </DialogClose>
      </DialogFooter>
    </>
  )
}
