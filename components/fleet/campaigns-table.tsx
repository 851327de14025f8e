'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/ui/format'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { CampaignRow } from '@/lib/firmware/queries/list-campaigns'
import { CampaignProgress } from './campaign-progress'
import { CampaignStageBadge } from './campaign-stage'
import { useFreshFleet } from './use-fresh-fleet'

/** Campaigns, newest first; those that run are followed. */
export function CampaignsTable({ campaigns }: { campaigns: readonly CampaignRow[] }) {
  const t = useTranslations('firmware.campaigns')
  useFreshFleet(campaigns.some(({ stage }) => stage === 'running'))
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t('name')}</TableHead>
          <TableHead>{t('stage')}</TableHead>
          <TableHead>{t('firmware')}</TableHead>
          <TableHead className="w-1/4">{t('progress')}</TableHead>
          <TableHead>{t('created')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {campaigns.map((campaign) => (
          <TableRow key={String(campaign.id)}>
            <TableCell className="min-w-40">
              <Link
                href={`/fleet/firmware/campaigns/${campaign.id}`}
                className="font-medium underline-offset-4 hover:underline"
              >
                {campaign.name}
              </Link>
            </TableCell>
            <TableCell>
              <CampaignStageBadge stage={campaign.stage} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {[campaign.firmware.vendor, campaign.firmware.model, campaign.firmware.version].filter(Boolean).join(' ')}
            </TableCell>
            <TableCell>
              <CampaignProgress progress={campaign.progress} />
            </TableCell>
            <TableCell className="text-muted-foreground">
              <DateTime at={campaign.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
