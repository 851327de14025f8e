'use client'

import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { checkOutcomes, type ShownJob } from '@/lib/field/tablet/shown-job'
import type { NewWorkEntry } from '@/lib/field/work-entry'
import { CheckList } from './check-list'
import { CloseJob } from './close-job'
import { JobConflicts } from './job-conflicts'
import { JobHeader } from './job-header'
import { JobPhotos } from './job-photos'
import { JobStory } from './job-story'
import { MeasureTab } from './measure-tab'
import type { FieldStore } from './tablet/field-store'
import { TestTab } from './test-tab'
import { TouchButton } from './touch-button'

const TABS = ['checks', 'story', 'photos', 'measure', 'test', 'close'] as const

interface JobViewProps {
  readonly job: ShownJob
  readonly tab: string | null
  readonly store: FieldStore
  readonly isOnline: boolean
  /** Theirs or nobody's: another's is moved and closed by that person, or given away at the desk. */
  readonly isMine: boolean
  readonly onTab: (tab: string) => void
  readonly onBack: () => void
}

/** What one does of a job; id and time are the tablet's. */
export type Add = (said: DistributiveOmit<NewWorkEntry, 'workOrderId'>, file?: Blob | null) => Promise<void>
type DistributiveOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never

/** One job: what it is about, and everything one does of it. */
export function JobView({ job, tab, store, isOnline, isMine, onTab, onBack }: JobViewProps) {
  const t = useTranslations('field')
  const add: Add = (said, file = null) => store.add({ ...said, workOrderId: job.id } as NewWorkEntry, file)
  const open = TABS.find((name) => name === tab) ?? 'checks'
  const counts: Readonly<Record<string, string>> = {
    checks: `${checkOutcomes(job.entries).size}/${job.checks.length}`,
    photos: String(job.entries.filter(({ kind }) => kind === 'photo').length || ''),
    measure: String(job.entries.filter(({ kind }) => ['measurement', 'part', 'note'].includes(kind)).length || ''),
  }
  return (
    <article aria-label={job.station.name} className="flex min-h-0 flex-1 flex-col">
      <TouchButton variant="ghost" onClick={onBack} className="m-1 w-fit md:hidden">
        <ArrowLeft aria-hidden />
        {t('list.label')}
      </TouchButton>
      <JobHeader job={job} add={add} isMine={isMine} />
      <JobConflicts job={job} store={store} isOnline={isOnline} />
      <Tabs value={open} onValueChange={onTab} className="min-h-0 flex-1 gap-0">
        <TabsList className="shrink-0 px-2">
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name} className="h-12 px-3 text-base">
              {t(`tab.${name}`)}
              {counts[name] && <span className="text-muted-foreground text-sm">{counts[name]}</span>}
            </TabsTrigger>
          ))}
        </TabsList>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          <TabsContent value="checks">
            <CheckList job={job} add={add} />
          </TabsContent>
          <TabsContent value="story">
            <JobStory job={job} />
          </TabsContent>
          <TabsContent value="photos">
            <JobPhotos job={job} add={add} readFile={store.readFile} />
          </TabsContent>
          <TabsContent value="measure">
            <MeasureTab job={job} add={add} />
          </TabsContent>
          <TabsContent value="test">
            <TestTab job={job} store={store} isOnline={isOnline} />
          </TabsContent>
          <TabsContent value="close">
            <CloseJob job={job} add={add} isMine={isMine} />
          </TabsContent>
        </div>
      </Tabs>
    </article>
  )
}
