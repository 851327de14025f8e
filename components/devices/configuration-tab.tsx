'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { StationActions } from '@/components/station/station-actions'
import type { TabContent } from '@/components/station/tabs'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { LiveCommand, LiveStation } from '@/lib/live/events'
import { DriftCard } from './drift-card'
import { Monitors } from './monitors'
import { Variables } from './variables'

interface ConfigurationTabProps {
  live: LiveStation
  content: Extract<TabContent, { tab: 'configuration' }>
  commands: readonly LiveCommand[]
  timeZone: string
  actions: StationActions
}

/** What the station has said of itself: its keys (1.6) or its device model (2.x), where it differs, and what it watches. */
export function ConfigurationTab({ live, content, commands, timeZone, actions }: ConfigurationTabProps) {
  const t = useTranslations('devices')
  const [part, setPart] = useState('values')
  useRenewWhenSettled(commands)
  const values = <Variables live={live} rows={content.rows} timeZone={timeZone} actions={actions} />
  const hasMonitors = live.protocol !== null && live.protocol !== 'ocpp1.6'
  return (
    <div className="flex flex-col gap-4">
      <DriftCard live={live} lines={content.drift} templates={content.templates} repair={actions.repairStation} />
      {hasMonitors ? (
        <Tabs value={part} onValueChange={setPart}>
          <TabsList>
            <TabsTrigger value="values">{t('values.title')}</TabsTrigger>
            <TabsTrigger value="monitors">{t('monitors.title', { count: content.monitors.length })}</TabsTrigger>
          </TabsList>
          <TabsContent value="values">{values}</TabsContent>
          <TabsContent value="monitors">
            <Monitors live={live} rows={content.monitors} variables={content.rows} command={actions.command} />
          </TabsContent>
        </Tabs>
      ) : (
        values
      )}
    </div>
  )
}

const SETTLED: ReadonlySet<string> = new Set(['accepted', 'confirmed', 'rejected', 'failed', 'timed-out'])
const ABOUT = /configuration$|report$|monitoring/

/** When the station has answered what was asked of its configuration, the page reads it anew. */
function useRenewWhenSettled(commands: readonly LiveCommand[]) {
  const router = useRouter()
  const settled = commands
    .filter(({ type, stage }) => ABOUT.test(type) && SETTLED.has(stage))
    .map(({ id, stage }) => `${id}${stage}`)
    .join()
  const seen = useRef(settled)
  useEffect(() => {
    if (seen.current === settled) return
    seen.current = settled
    router.refresh()
  }, [settled, router])
}
