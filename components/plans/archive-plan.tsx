'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'

interface ArchivePlanProps {
  id: string
  name: string
  archived: boolean
  archive: Action<{ id: string; archived: boolean }>
}

/** Takes a plan out of use, or into it again. */
export function ArchivePlan({ id, name, archived, archive }: ArchivePlanProps) {
  const t = useTranslations('plans.archiving')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  if (archived) {
    return (
      <Button
        variant="outline"
        pending={pending}
        onClick={() => act(archive, { id, archived: false }, t('restored', { name }))}
      >
        {t('restore')}
      </Button>
    )
  }
  return (
    <Confirm
      trigger={<Button variant="outline">{t('archive')}</Button>}
      title={t('title', { name })}
      description={t('text')}
      confirmLabel={t('archive')}
      cancelLabel={common('cancel')}
      onConfirm={() => act(archive, { id, archived: true }, t('done', { name }))}
    />
  )
}
