'use client'

import {
  AtSign,
  Bell,
  CalendarClock,
  Camera,
  Check,
  CircleCheckBig,
  Clock,
  ClockAlert,
  GitMerge,
  type LucideIcon,
  MessageSquare,
  RefreshCw,
  Split,
  TriangleAlert,
  Truck,
  UserRound,
  Workflow,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAct } from '@/components/forms/use-act'
import { cn } from '@/components/ui/cn'
import { Ago } from '@/components/ui/format'
import type { EntryKind } from '@/lib/faults/entries'
import { CommentBox } from '../comment-box'
import type { FaultActions, Worker } from '../fault-actions'
import { piecesOf } from '../mentions'
import { AddPhoto } from '../photos/add-photo'
import type { ShownEntry, ShownFault } from './shown-fault'
import { useEntryWords } from './use-entry-words'

const ICONS: Record<EntryKind, LucideIcon> = {
  opened: TriangleAlert,
  again: TriangleAlert,
  closed: CircleCheckBig,
  acknowledged: Check,
  stage: Workflow,
  assigned: UserRound,
  due: CalendarClock,
  comment: MessageSquare,
  photo: Camera,
  promised: Clock,
  'promise-kept': CircleCheckBig,
  'promise-broken': ClockAlert,
  'promise-withdrawn': Clock,
  merged: GitMerge,
  split: Split,
  recovery: RefreshCw,
  work: Truck,
  told: Bell,
}

interface StoryCardProps {
  fault: ShownFault
  /** Oldest first. */
  entries: readonly ShownEntry[]
  workers: readonly Worker[]
  actions: FaultActions | null
}

/** Everything that has happened, newest first, and a place to write. */
export function StoryCard({ fault, entries, workers, actions }: StoryCardProps) {
  const t = useTranslations('faults.story')
  return (
    <section id="fault-story" aria-labelledby="story" className="rounded-lg border bg-card">
      <h2 id="story" className="px-4 pt-3 pb-2 font-medium">
        {t('title')}
      </h2>
      {actions && (
        <div className="px-4 pb-3">
          <CommentBox ids={[fault.id]} workers={workers} actions={actions} />
          <AddFaultPhoto faultId={fault.id} addPhoto={actions.addPhoto} />
        </div>
      )}
      {entries.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">{t('empty')}</p>
      ) : (
        <ol className="border-t py-1.5">
          {[...entries].reverse().map((entry) => (
            <Entry key={entry.id} entry={entry} fault={fault} />
          ))}
        </ol>
      )}
    </section>
  )
}

function AddFaultPhoto({ faultId, addPhoto }: { faultId: string; addPhoto: FaultActions['addPhoto'] }) {
  const t = useTranslations('field.photos')
  const { act } = useAct()
  return (
    <AddPhoto
      add={({ sha256, width, height }) =>
        act(addPhoto, { id: faultId, sha256, width, height, caption: '' }, t('added'))
      }
    />
  )
}

/** As it was sent; opens large. */
function StoryPhoto({ id, caption }: { id: string; caption: string }) {
  const t = useTranslations('field.photos')
  return (
    <a href={`/api/faults/photos/${id}`} target="_blank" rel="noreferrer">
      {/* biome-ignore lint/performance/noImgElement: straight from the door that asks who may see it */}
      <img
        src={`/api/faults/photos/${id}`}
        alt={caption || t('photo')}
        loading="lazy"
        className="h-32 rounded-md border object-cover"
      />
    </a>
  )
}

function Entry({ entry, fault }: { entry: ShownEntry; fault: ShownFault }) {
  const t = useTranslations('faults.story')
  const words = useEntryWords(fault.timeZone)
  const Icon = entry.kind === 'comment' && entry.detail.mentions.length > 0 ? AtSign : ICONS[entry.kind]
  const by = entry.by === null ? t('by.somebody') : words.by(entry.by)
  return (
    <li className="flex gap-2.5 px-4 py-1.5">
      <Icon
        aria-hidden
        className={cn(
          'mt-0.5 size-3.5 shrink-0 text-muted-foreground',
          entry.kind === 'promise-broken' && 'text-status-faulted',
          (entry.kind === 'closed' || entry.kind === 'promise-kept') && 'text-status-available',
        )}
      />
      <div className="min-w-0 flex-1">
        {entry.kind === 'comment' ? (
          <p className="whitespace-pre-wrap break-words rounded-md bg-muted/60 px-2.5 py-1.5">
            {piecesOf(
              entry.detail.text,
              entry.detail.mentions.map(({ name }) => name),
            ).map(({ text, isMention }, index) =>
              isMention ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a written text never move
                <span key={index} className="font-medium text-status-charging">
                  {text}
                </span>
              ) : (
                text
              ),
            )}
          </p>
        ) : (
          <p className="break-words">{words.what(entry)}</p>
        )}
        {entry.kind === 'photo' && <StoryPhoto id={entry.id} caption={entry.detail.caption} />}
        <p className="text-muted-foreground text-xs">
          {by} · <Ago at={entry.at} timeZone={fault.timeZone} />
          {entry.faultId !== fault.id && ` · ${t('ofMerged', { id: entry.faultId })}`}
        </p>
      </div>
    </li>
  )
}
