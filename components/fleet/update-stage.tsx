'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import { problemIn } from '@/lib/commands/problem'
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
  const problems = useTranslations('station.command.problem')
  return ({ status, error }: { status: string | null; error: string | null }): string | null => {
    const word = error ?? status
    if (word === null) return null
    if (t.has(word as never)) return t(word as never)
    const ours = problemIn(word)
    return ours === null ? word : problems(ours.code, { ...ours.params })
  }
}
