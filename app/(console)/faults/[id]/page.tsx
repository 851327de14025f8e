import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { idParam, orNotFound, type Params } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { DiagnosisPanel } from '@/components/faults/diagnosis/diagnosis-panel'
import { FaultView } from '@/components/faults/page/fault-view'
import { PlaybookPanel } from '@/components/faults/playbook/playbook-panel'
import { DifferencesCard } from '@/components/invoices/differences-card'
import type { Locale } from '@/i18n/locales'
import { mayDo } from '@/lib/access/acts'
import { causeTitle } from '@/lib/faults/cause-titles'
import { INVOICES_DIFFER } from '@/lib/faults/knowledge/own-side'
import { getDiagnosis } from '@/lib/faults/queries/get-diagnosis'
import { type FaultDetails, getFault } from '@/lib/faults/queries/get-fault'
import { listFaultEntries } from '@/lib/faults/queries/list-entries'
import { listFaults } from '@/lib/faults/queries/list-faults'
import { listWorkers } from '@/lib/faults/queries/list-workers'
import { getLastCheck } from '@/lib/invoices/queries/last-check'
import { getRecovery } from '@/lib/recovery/queries/get-recovery'
import { FAULT_ACTIONS } from '../fault-actions'
import { toListed } from '../to-listed'
import { Dispatch } from './dispatch'
import { runPlaybookAction, stopPlaybookAction } from './recovery-actions'
import { toShown, toShownEntry } from './to-shown'
import { toShownRecovery } from './to-shown-recovery'

interface Props {
  params: Params<'id'>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireActor('faults.read')
  const fault = await orNotFound(getFault(actor, idParam((await params).id)))
  return { title: causeTitle(fault.cause, (await getLocale()) as Locale) ?? fault.code }
}

/** The check that tells what differs, of the fault that says that invoices do. */
function checkOf({ code, detail }: FaultDetails): bigint | null {
  if (code !== INVOICES_DIFFER || detail === null || typeof detail !== 'object' || !('check' in detail)) return null
  return typeof detail.check === 'string' && /^\d{1,18}$/.test(detail.check) ? BigInt(detail.check) : null
}

/** A fault is merged into one of its neighbours; more than these nobody looks through. */
const MOST_OTHERS = 200

export default async function FaultPage({ params }: Props) {
  const actor = await requireActor('faults.read')
  const id = idParam((await params).id)
  const locale = (await getLocale()) as Locale
  const mayWrite = mayDo(actor.role, 'faults.write')
  const fault = await orNotFound(getFault(actor, id))
  const [entries, diagnosis, recovery, workers, others] = await Promise.all([
    listFaultEntries(actor, id),
    getDiagnosis(actor, id, locale),
    getRecovery(actor, id),
    mayWrite ? listWorkers(actor) : [],
    mayWrite ? listFaults(actor, { isOpen: true, limit: MOST_OTHERS }) : { rows: [] },
  ])
  const checkId = mayDo(actor.role, 'invoices.write') ? checkOf(fault) : null
  const check = checkId === null ? null : await getLastCheck(actor, checkId)
  return (
    <FaultView
      fault={toShown(fault, locale)}
      entries={entries.map(toShownEntry)}
      others={others.rows.filter((row) => row.id !== id).map((row) => toListed(row, locale, null))}
      workers={workers}
      me={mayWrite && actor.ref.startsWith('user:') ? actor.ref.slice('user:'.length) : null}
      actions={mayWrite ? FAULT_ACTIONS : null}
      diagnosis={
        <>
          {check && <DifferencesCard differences={check.found} count={check.differences} />}
          <DiagnosisPanel diagnosis={diagnosis} />
        </>
      }
      playbook={
        <PlaybookPanel
          faultId={String(id)}
          station={fault.stationName || fault.stationId || fault.site?.name || ''}
          recovery={toShownRecovery(recovery)}
          actions={mayWrite ? { run: runPlaybookAction, stop: stopPlaybookAction } : null}
        />
      }
      dispatch={
        <Dispatch
          actor={actor}
          fault={{
            id,
            title: causeTitle(fault.cause, locale) ?? fault.code,
            isOpen: fault.closedAt === null,
            hasStation: fault.stationId !== null,
          }}
        />
      }
    />
  )
}
