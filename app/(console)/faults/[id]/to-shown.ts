import type { ShownEntry, ShownFault, ShownLink } from '@/components/faults/page/shown-fault'
import type { Locale } from '@/i18n/locales'
import { causeTitle } from '@/lib/faults/cause-titles'
import type { FaultDetails, FaultLink } from '@/lib/faults/queries/get-fault'
import type { EntryRow } from '@/lib/faults/queries/list-entries'
import { toListed } from '../to-listed'

/** A fault as its own page shows it. */
export function toShown(fault: FaultDetails, locale: Locale): ShownFault {
  return {
    ...toListed(fault, locale, null),
    acknowledgedBy: fault.acknowledgedBy,
    closeNote: fault.closeNote,
    mergedInto: fault.mergedInto && toLink(fault.mergedInto, locale),
    merged: fault.merged.map((link) => toLink(link, locale)),
    promises: fault.promises.map(({ id, dueAt, madeAt, note, madeBy, outcome }) => ({
      id: String(id),
      dueAt: dueAt.toISOString(),
      note,
      madeAt: madeAt.toISOString(),
      madeBy,
      outcome,
    })),
    said: saidOf(fault.detail),
  }
}

const toLink = ({ id, source, code, cause, stationId, evse }: FaultLink, locale: Locale): ShownLink => ({
  id: String(id),
  title: causeTitle(cause, locale),
  source,
  code,
  stationId,
  evse,
})

export const toShownEntry = ({ id, faultId, at, ...entry }: EntryRow): ShownEntry => ({
  ...entry,
  id: String(id),
  faultId: String(faultId),
  at: at.toISOString(),
})

/** What was said when it began, as far as it can be read in a line. */
const MOST_SAID = 8

function saidOf(detail: FaultDetails['detail']): ShownFault['said'] {
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return []
  return Object.entries(detail)
    .flatMap(([key, value]): [string, string][] =>
      (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
        ? [[key, String(value)]]
        : [],
    )
    .slice(0, MOST_SAID)
}
