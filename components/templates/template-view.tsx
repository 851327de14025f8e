'use client'

import { Archive, ArchiveRestore, Pencil, RefreshCw, Wrench } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import type { PlaceOverruled } from '@/lib/templates/overruled'
import type { TemplateRow } from '@/lib/templates/queries/list-templates'
import type { Round } from '@/lib/templates/round'
import type { TemplateInput } from '@/lib/templates/template'
import { kindWords } from './kind-words'
import { RoundProgress } from './round-progress'
import { TemplateForm } from './template-form'

type AskStations = Action<{ id: string }, { stations: number }>

interface TemplateViewProps {
  template: TemplateRow
  rounds: readonly Round[]
  overruled: readonly PlaceOverruled[]
  /** The list of the stations it is for. */
  stations: ReactNode
  mayWrite: boolean
  mayRepair: boolean
  actions: {
    readonly edit: Action<{ id: string; template: TemplateInput }>
    readonly archive: Action<{ id: string; archived: boolean }>
    readonly read: AskStations
    readonly repair: AskStations
  }
}

/** One template: what it says, and every station it is for with what differs there. */
export function TemplateView({
  template,
  rounds,
  overruled,
  stations,
  mayWrite,
  mayRepair,
  actions,
}: TemplateViewProps) {
  const t = useTranslations('templates')
  const { act, pending } = useAct()
  const id = String(template.id)
  const archived = template.archived
  const isOpen = (kind: Round['kind']) => rounds.some((round) => round.kind === kind && round.endedAt === null)
  return (
    <Page
      title={template.name}
      description={kindWords(t, template)}
      actions={
        <>
          {mayWrite && (
            <>
              <Button
                variant="ghost"
                pending={pending}
                onClick={() =>
                  act(
                    actions.archive,
                    { id, archived: !archived },
                    archived ? t('restoredDone', { name: template.name }) : t('archivedDone', { name: template.name }),
                  )
                }
              >
                {archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
                {archived ? t('restore') : t('archive')}
              </Button>
              <TemplateForm
                template={template}
                save={(input) => actions.edit({ id, template: input })}
                trigger={
                  <Button variant="outline">
                    <Pencil aria-hidden />
                    {t('edit')}
                  </Button>
                }
              />
            </>
          )}
          {mayRepair && template.unread > 0 && !isOpen('read') && (
            <AskAll id={id} ask={actions.read} done={t('roundBegun')} variant="outline">
              <RefreshCw aria-hidden />
              {t('readAll')}
            </AskAll>
          )}
          {mayRepair && template.drifted > 0 && !isOpen('repair') && (
            <AskAll id={id} ask={actions.repair} done={t('roundBegun')}>
              <Wrench aria-hidden />
              {t('repairAll')}
            </AskAll>
          )}
        </>
      }
    >
      <p className="text-muted-foreground">
        {[
          t('stations', { count: template.stations }),
          ...(template.drifted > 0 ? [t('drifted', { count: template.drifted })] : []),
          ...(template.unread > 0 ? [t('unread', { count: template.unread })] : []),
        ].join(' · ')}
      </p>
      <RoundProgress rounds={rounds} />
      <OverruledNote overruled={overruled} stations={template.overruled} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]">
        <Card>
          <CardHeader>
            <CardTitle>{t('valuesTitle')}</CardTitle>
            <Badge variant="outline">{template.repairOnBoot ? t('automatic') : t('manual')}</Badge>
          </CardHeader>
          <CardContent>
            <dl className="grid gap-1.5">
              {template.values.map(({ key, value }) => (
                <div key={key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 font-mono text-xs">
                  <dt className="break-all text-muted-foreground">{key}</dt>
                  <dd className="max-w-48 break-all text-right">{value || '–'}</dd>
                </div>
              ))}
            </dl>
          </CardContent>
        </Card>
        {stations}
      </div>
    </Page>
  )
}

/** One click for many stations: it leaves the wish, and the page shows how far it has come. */
function AskAll(props: { id: string; ask: AskStations; done: string; variant?: 'outline'; children: ReactNode }) {
  const { id, ask, done, variant, children } = props
  const { act, pending } = useAct()
  return (
    <Button variant={variant} pending={pending} onClick={() => act(ask, { id }, done)}>
      {children}
    </Button>
  )
}

/** What the offline policies want otherwise: said here, because nobody would understand why stations do not follow. */
function OverruledNote({ overruled, stations }: { overruled: readonly PlaceOverruled[]; stations: number }) {
  const t = useTranslations('templates.overruled')
  if (overruled.length === 0) return null
  return (
    <section aria-label={t('title')} className="rounded-lg border bg-card px-4 py-2.5">
      <p className="font-medium">{t('title')}</p>
      <p className="text-muted-foreground">
        {t('text', { count: stations })}{' '}
        <Link href="/fleet/offline" className="underline underline-offset-4">
          {t('toPolicies')}
        </Link>
      </p>
      <ul className="mt-1.5 grid gap-0.5 text-xs">
        {overruled.map(({ siteId, siteName, keys }) => (
          <li key={siteId ?? 'network'}>
            {siteName ?? t('network')}:{' '}
            {keys.map(({ key, wanted, holds }, index) => (
              <span key={key}>
                {index > 0 && ', '}
                <span className="break-words font-mono">
                  {key} = {holds}
                </span>{' '}
                <span className="text-muted-foreground">({t('notWanted', { wanted })})</span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
