'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'

type TariffAct = Action<{ id: string }>

interface TariffActionsProps {
  id: string
  name: string
  isDefault: boolean
  archived: boolean
  setDefault: TariffAct
  archive: TariffAct
  restore: TariffAct
}

/** What can be done to a tariff as a whole; each says first what will follow from it. */
export function TariffActions({ id, name, isDefault, archived, setDefault, archive, restore }: TariffActionsProps) {
  const t = useTranslations('tariffs.actions')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  if (archived) {
    return (
      <Button variant="outline" pending={pending} onClick={() => act(restore, { id }, t('restored', { name }))}>
        {t('restore')}
      </Button>
    )
  }
  if (isDefault) return null
  return (
    <>
      <Confirm
        trigger={<Button variant="outline">{t('makeDefault')}</Button>}
        title={t('makeDefaultTitle', { name })}
        description={t('makeDefaultText')}
        confirmLabel={t('makeDefault')}
        cancelLabel={common('cancel')}
        onConfirm={() => act(setDefault, { id }, t('madeDefault', { name }))}
      />
      <Confirm
        trigger={<Button variant="outline">{t('archive')}</Button>}
        title={t('archiveTitle', { name })}
        description={t('archiveText')}
        confirmLabel={t('archive')}
        cancelLabel={common('cancel')}
        onConfirm={() => act(archive, { id }, t('archivedDone', { name }))}
      />
    </>
  )
}
