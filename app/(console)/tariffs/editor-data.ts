import type { Actor } from '@/lib/access/actor'
import { offsetMs } from '@/lib/kernel/local-day'
import { HOUR_MS } from '@/lib/kernel/time'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'
import { compareTariffAction, previewTariffAction, quoteTariffAction } from './actions'
import { previewSessions } from './preview-sessions'

const ZONE = 'Europe/Stockholm'

/** What the editor needs besides the tariff itself: what prices can be tried on. @param tariffId null: a new tariff */
export async function editorData(actor: Actor, tariffId: bigint | null) {
  const { rows } = await listTariffs(actor, { limit: 500 })
  const own = rows.filter(({ id }) => id === tariffId)
  const others = rows.filter(({ id }) => id !== tariffId)
  const standardFirst = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    Number(b.isDefault) - Number(a.isDefault)
  return {
    hasDefault: rows.some(({ isDefault }) => isDefault),
    shared: {
      quote: quoteTariffAction,
      compare: compareTariffAction,
      preview: previewTariffAction,
      sessions: await previewSessions(actor, tariffId ?? undefined),
      compared: [...own, ...others.sort(standardFirst)].map(({ id, name }) => ({ id: String(id), name })),
      arrives: nextHour(Date.now()),
    },
  }
}

/** The next full hour on the clocks of Sweden, as a field for local times has it. */
function nextHour(now: number): string {
  const at = Math.ceil(now / HOUR_MS) * HOUR_MS
  return new Date(at + offsetMs(at, ZONE)).toISOString().slice(0, 16)
}
