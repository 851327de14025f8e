'use client'

import { Archive, ArchiveRestore, FileSliders, Pencil, RefreshCw, Wrench } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { toast } from 'sonner'
import { type Column, DataTable } from '@/components/data-table/data-table'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { useProblem } from '@/components/forms/use-problem'
import { EmptyState } from '@/components/shell/empty-state'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import type { DriftedStation, TemplateRow } from '@/lib/templates/queries/list-templates'
import type { TemplateInput } from '@/lib/templates/template'
import { kindWords } from './kind-words'
import { TemplateForm } from './template-form'

type AskStations = Action<{ id: string }, { asked: number; left: number }>

interface TemplateViewProps {
  template: TemplateRow & { readonly drift: readonly DriftedStation[] }
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
export function TemplateView({ template, mayWrite, mayRepair, actions }: TemplateViewProps) {
  const t = useTranslations('templates')
  const { act, pending } = useAct()
  const id = String(template.id)
  const columns = useColumns()
  const archived = template.archived
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
          {mayRepair && template.unread > 0 && (
            <AskAll id={id} ask={actions.read} variant="outline">
              <RefreshCw aria-hidden />
              {t('readAll')}
            </AskAll>
          )}
          {mayRepair && template.drifted > 0 && (
            <AskAll id={id} ask={actions.repair}>
              <Wrench aria-hidden />
              {t('repairAll')}
            </AskAll>
          )}
        </>
      }
    >
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
        <DataTable
          label={t('stationsTitle')}
          rows={template.drift}
          columns={columns}
          rowKey={({ id: station }) => station}
          onRowHref={({ id: station }) => `/stations/${encodeURIComponent(station)}?tab=configuration`}
          search={t('search')}
          empty={<EmptyState icon={<FileSliders />} title={t('noStations')} text={t('noStationsText')} />}
        />
      </div>
    </Page>
  )
}

/** One click for many stations; says how many could be asked. */
function AskAll(props: { id: string; ask: AskStations; variant?: 'outline'; children: ReactNode }) {
  const { id, ask, variant, children } = props
  const t = useTranslations('templates')
  const errors = useTranslations('errors')
  const router = useRouter()
  const { refusal } = useProblem()
  const [pending, setPending] = useState(false)
  async function run() {
    setPending(true)
    try {
      const result = await ask({ id })
      if (result.ok) toast.success(t('repairAsked', result.data))
      else toast.error(refusal(result))
      router.refresh()
    } catch {
      toast.error(errors('unexpected'))
    } finally {
      setPending(false)
    }
  }
  return (
    <Button variant={variant} pending={pending} onClick={run}>
      {children}
    </Button>
  )
}

const wrong = ({ lines }: DriftedStation) => lines.filter(({ state }) => state !== 'same' && state !== 'unread')
const unread = ({ lines }: DriftedStation) => lines.filter(({ state }) => state === 'unread')

function useColumns() {
  const t = useTranslations('templates')
  const drift = useTranslations('devices.drift')
  return useMemo<readonly Column<DriftedStation>[]>(
    () => [
      {
        id: 'station',
        header: t('station'),
        value: ({ id, name }) => name || id,
        width: 180,
        required: true,
      },
      {
        id: 'state',
        header: t('state'),
        value: (row) => wrong(row).length * 1000 + unread(row).length,
        searchable: false,
        cell: (row) => {
          if (wrong(row).length > 0)
            return <Badge variant="attention">{t('differs', { count: wrong(row).length })}</Badge>
          if (unread(row).length > 0)
            return <Badge variant="outline">{t('notRead', { count: unread(row).length })}</Badge>
          return <span className="text-muted-foreground">{t('isSame')}</span>
        },
        width: 130,
        filter: {
          value: (row) => (wrong(row).length > 0 ? 'wrong' : unread(row).length > 0 ? 'unread' : 'same'),
          options: [
            { value: 'wrong', label: drift('state.differs') },
            { value: 'unread', label: drift('state.unread') },
            { value: 'same', label: drift('state.same') },
          ],
        },
      },
      {
        id: 'differences',
        header: t('differences'),
        value: (row) =>
          wrong(row)
            .map(({ key, held, wanted, state }) => `${key}: ${held ?? '–'} → ${wanted} (${drift(`state.${state}`)})`)
            .join('; '),
        cell: (row) => (
          <span className="truncate font-mono text-xs">
            {wrong(row)
              .map(({ key, held, wanted, state }) =>
                state === 'differs' ? `${key}: ${held} → ${wanted}` : `${key}: ${drift(`state.${state}`)}`,
              )
              .join(', ')}
          </span>
        ),
        sortable: false,
        width: 340,
      },
      {
        id: 'online',
        header: t('online'),
        value: ({ online }) => (online ? t('online') : t('offline')),
        width: 110,
        filter: {},
      },
    ],
    [t, drift],
  )
}
