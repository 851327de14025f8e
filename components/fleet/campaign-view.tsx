'use client'

import { Pause, Play, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { DateTime } from '@/components/ui/format'
import type { CampaignRow } from '@/lib/firmware/queries/list-campaigns'
import { CampaignProgress } from './campaign-progress'
import { CampaignStageBadge } from './campaign-stage'

type Steer = 'start' | 'pause' | 'resume' | 'stop'
export type SteerAction = Action<{ id: string; steer: Steer }>

interface CampaignViewProps {
  campaign: CampaignRow
  /** The list of its stations. */
  stations: ReactNode
  steer: SteerAction | null
}

/** One campaign: how far it has come, what each of its stations says, and what can be done. */
export function CampaignView({ campaign, stations, steer }: CampaignViewProps) {
  const t = useTranslations('firmware.campaign')
  const { progress, firmware } = campaign
  return (
    <>
      <Card>
        <CardContent className="grid gap-4 pt-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <div className="flex flex-wrap items-center gap-2">
              <CampaignStageBadge stage={campaign.stage} />
              {campaign.stopReason && (
                <span className="text-muted-foreground">
                  {t(campaign.stopReason === 'failures' ? 'stoppedByFailures' : 'stoppedByPeople')}
                </span>
              )}
            </div>
            {steer && <Steering campaign={campaign} steer={steer} />}
          </div>
          <CampaignProgress progress={progress} withWords />
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr_auto_1fr]">
            <Fact name={t('firmware')}>
              {[firmware.vendor, firmware.model, firmware.version].filter(Boolean).join(' ')}{' '}
              {campaign.isSigned && <Badge variant="available">{t('signed')}</Badge>}
            </Fact>
            <Fact name={t('waveSize')}>{campaign.waveSize}</Fact>
            <Fact name={t('window')}>{campaign.window ? t('windowIs', campaign.window) : t('anyTime')}</Fact>
            <Fact name={t('stopAfter')}>{t('failures', { count: campaign.stopAfterFailures })}</Fact>
            <Fact name={t('created')}>
              <DateTime at={campaign.createdAt} /> · {campaign.createdBy}
            </Fact>
            <Fact name={t(campaign.endedAt ? 'ended' : 'started')}>
              <DateTime at={campaign.endedAt ?? campaign.startedAt} />
            </Fact>
          </dl>
        </CardContent>
      </Card>
      {stations}
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Steering({ campaign, steer }: { campaign: CampaignRow; steer: SteerAction }) {
  const t = useTranslations('firmware.campaign')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const id = String(campaign.id)
  const { stage, progress, name } = campaign
  const does = (one: Steer) => act(steer, { id, steer: one }, t(`done.${one}`))
  const isOpen = stage === 'draft' || stage === 'running' || stage === 'paused'
  return (
    <div className="flex flex-wrap gap-2">
      {stage === 'draft' && (
        <Confirm
          trigger={
            <Button>
              <Play aria-hidden />
              {t('start')}
            </Button>
          }
          title={t('startTitle', { name })}
          description={t('startText', { count: progress.stations })}
          confirmLabel={t('start')}
          cancelLabel={common('cancel')}
          onConfirm={() => does('start')}
        />
      )}
      {stage === 'running' && (
        <Button variant="outline" pending={pending} onClick={() => does('pause')}>
          <Pause aria-hidden />
          {t('pause')}
        </Button>
      )}
      {stage === 'paused' && (
        <Button pending={pending} onClick={() => does('resume')}>
          <Play aria-hidden />
          {t('resume')}
        </Button>
      )}
      {isOpen && (
        <Confirm
          trigger={
            <Button variant="outline">
              <Square aria-hidden />
              {t('stop')}
            </Button>
          }
          title={t('stopTitle', { name })}
          description={t('stopText', { count: progress.waiting })}
          confirmLabel={t('stop')}
          cancelLabel={common('cancel')}
          destructive
          onConfirm={() => does('stop')}
        />
      )}
    </div>
  )
}
