'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { Badge } from '@/components/ui/badge'
import type { CampaignStage } from '@/lib/firmware/campaign'

const LOOK: Readonly<Record<CampaignStage, ComponentProps<typeof Badge>['variant']>> = {
  draft: 'outline',
  running: 'charging',
  paused: 'attention',
  stopped: 'unavailable',
  done: 'available',
}

export function CampaignStageBadge({ stage }: { stage: CampaignStage }) {
  const t = useTranslations('firmware.campaignStage')
  return <Badge variant={LOOK[stage]}>{t(stage)}</Badge>
}
