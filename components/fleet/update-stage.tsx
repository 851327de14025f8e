'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { UpdateStage } from '@/lib/firmware/update-stage'

const LOOK: Readonly<Record<UpdateStage, ComponentProps<typeof Badge>['variant']>> = {
  waiting: 'outline',
  asked: 'charging',
  downloading: 'charging',
  downloaded: 'charging',
  installing: 'charging',
  installed: 'available',
  failed: 'faulted',
  cancelled: 'unavailable',
}

export function UpdateStageBadge({ stage }: { stage: UpdateStage }) {
  const t = useTranslations('firmware.updateStage')
  return <Badge variant={LOOK[stage]}>{t(stage)}</Badge>
}

/** What the station, or we, said last of an update, in words where we have them. */
export function useUpdateWords() {
  const t = useTranslations('firmware.word')
  return ({ status, error }: { status: string | null; error: string | null }): string | null => {
    const word = error ?? status
    return word !== null && t.has(word as never) ? t(word as never) : word
  }
}
