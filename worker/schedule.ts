import { rollUpNewHours } from '../lib/analytics/mutations'
import { forgetWorkerCommands } from '../lib/audit/mutations/forget-worker-commands'
import { warnBudgets } from '../lib/budgets/mutations/warn-budgets'
import type { Bus } from '../lib/bus/bus'
import { installNextRoot } from '../lib/certificates/mutations/install-next-root'
import { renewCertificates } from '../lib/certificates/mutations/renew-certificates'
import { forgetOldReports } from '../lib/commands/mutations/forget-old-reports'
import { forgetRoutineCommands } from '../lib/commands/mutations/forget-routine-commands'
import { expireCommands } from '../lib/commands/mutations/settle-command'
import { forgetOldChanges } from '../lib/configuration/mutations'
import { dropOldPartitions, ensurePartitions } from '../lib/db/partitions'
import { blockDebtors } from '../lib/debtors/mutations/block-debtors'
import { computeEnergyCosts, sweepEnergyCosts } from '../lib/energy-costs/mutations/compute-costs'
import { detectFaults } from '../lib/faults/mutations/detect-faults'
import { releaseFaults } from '../lib/faults/mutations/release-faults'
import { setAsideFaults } from '../lib/faults/mutations/set-aside-faults'
import { settlePromises } from '../lib/faults/mutations/settle-promises'
import { fetchFromFtp } from '../lib/files/mutations/fetch-from-ftp'
import { forgetLeftovers, forgetOldFiles } from '../lib/files/mutations/forget-old-files'
import { advanceCampaigns } from '../lib/firmware/mutations/advance-campaigns'
import { issueDueStatements } from '../lib/hosts/mutations/issue-statement'
import { advanceRuns } from '../lib/invoices/mutations/advance-runs'
import { billByDay } from '../lib/invoices/mutations/bill-by-day'
import { checkInvoices } from '../lib/invoices/mutations/check-invoices'
import { keepEvidence } from '../lib/invoices/mutations/keep-evidence'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, systemClock } from '../lib/kernel/time'
import type { ScopedEvent } from '../lib/live/events'
import { keepListsInStep } from '../lib/local-list/mutations/keep-lists-in-step'
import { sendDueSchedules } from '../lib/mailings/mutations/send-due-schedules'
import { sendMailings } from '../lib/mailings/mutations/send-mailings'
import { expandEntries } from '../lib/notifications/mutations/expand-entries'
import { forgetOldNotices } from '../lib/notifications/mutations/forget-old-notices'
import { sendDeliveries } from '../lib/notifications/mutations/send-deliveries'
import type { Senders } from '../lib/notifications/senders/senders'
import { applyOfflinePolicies } from '../lib/offline-policy/mutations/apply-offline-policies'
import { clearStaleCaches } from '../lib/offline-policy/mutations/clear-stale-caches'
import { sumUsualIncome } from '../lib/overview/mutations'
import { advancePayments } from '../lib/payments/mutations/advance-payments'
import { checkPayments } from '../lib/payments/mutations/check-payments'
import { makeCalls } from '../lib/payments/mutations/make-calls'
import { settleCorrections } from '../lib/payments/mutations/settle-session'
import { stopUnpaidSessions } from '../lib/payments/mutations/stop-unpaid-sessions'
import { rollUpDays } from '../lib/performance/mutations/roll-up-days'
import { recoverFaults } from '../lib/recovery/mutations/recover-faults'
import { endReservations } from '../lib/reservations/mutations/end-reservations'
import { forgetEmptyCells, rollUpRevenue } from '../lib/revenue/mutations/roll-up-revenue'
import { askAboutTransactions } from '../lib/sessions/mutations/ask-about-transactions'
import { closeLapsedSessions } from '../lib/sessions/mutations/close-lapsed-sessions'
import { giveUpWaitingSessions } from '../lib/sessions/mutations/give-up-waiting-sessions'
import { priceAwaitingSpot } from '../lib/sessions/mutations/price-awaiting-spot'
import { judgeSignedReadings } from '../lib/signed-meter-values/mutations/judge-signed-readings'
import { importSpotPrices } from '../lib/spot-prices/mutations/import-spot-prices'
import type { SpotProvider } from '../lib/spot-prices/spot-provider'
import { markOrphanedStationsOffline } from '../lib/stations/mutations/mark-offline'
import { forgetOldStreamValues } from '../lib/streams/mutations/forget-old-stream-values'
import { bookDriverTakings } from '../lib/takings/mutations/book-takings'
import { keepPricesTold } from '../lib/tariffs/mutations/keep-prices-told'
import { advanceRounds } from '../lib/templates/mutations/advance-rounds'
import { repairAfterBoot } from '../lib/templates/mutations/repair-after-boot'
import { forgetOldSignIns } from '../lib/users/mutations/forget-old-sign-ins'
import type { Occasion } from './calendar'
import type { Beat } from './clockwork'

/** What time decides within seconds or minutes. */
export function everyFewSeconds(
  bus: Bus,
  senders: Senders,
  {
    messageRetentionDays,
    spotProvider,
  }: { readonly messageRetentionDays: number; readonly spotProvider: SpotProvider | null },
): readonly Beat[] {
  const publish = (events: readonly ScopedEvent[]) => {
    for (const event of events) bus.publish('live', event)
  }
  return [
    { name: 'stations-of-dead-gateways', everyMs: 5 * SECOND_MS, run: () => markOrphanedStationsOffline(bus) },
    { name: 'expire-commands', everyMs: 5 * SECOND_MS, run: async (now) => publish(await expireCommands(now)) },
    {
      name: 'close-lapsed-sessions',
      everyMs: 5 * MINUTE_MS,
      run: async (now) => publish(await closeLapsedSessions(now)),
    },
    {
      name: 'give-up-waiting-sessions',
      everyMs: 5 * MINUTE_MS,
      run: async (now) => publish(await giveUpWaitingSessions(now)),
    },
    { name: 'ask-about-transactions', everyMs: MINUTE_MS / 2, run: askAboutTransactions },
    { name: 'offline-policies', everyMs: 3 * SECOND_MS, run: applyOfflinePolicies },
    { name: 'local-lists', everyMs: 2 * SECOND_MS, run: keepListsInStep },
    { name: 'stale-caches', everyMs: 15 * SECOND_MS, run: clearStaleCaches },
    { name: 'judge-signed-readings', everyMs: 10 * SECOND_MS, run: judgeSignedReadings },
    { name: 'firmware-campaigns', everyMs: 5 * SECOND_MS, run: advanceCampaigns },
    { name: 'fetch-from-ftp', everyMs: 15 * SECOND_MS, run: fetchFromFtp },
    { name: 'template-rounds', everyMs: 3 * SECOND_MS, run: advanceRounds },
    { name: 'repair-after-boot', everyMs: 10 * SECOND_MS, run: repairAfterBoot },
    { name: 'detect-faults', everyMs: 5 * SECOND_MS, run: async (now) => publish(await detectFaults(now)) },
    { name: 'release-faults', everyMs: 5 * SECOND_MS, run: async (now) => publish(await releaseFaults(now)) },
    { name: 'set-aside-faults', everyMs: 5 * SECOND_MS, run: async (now) => publish(await setAsideFaults(now)) },
    { name: 'settle-promises', everyMs: 5 * SECOND_MS, run: async (now) => publish(await settlePromises(now)) },
    { name: 'recover-faults', everyMs: 5 * SECOND_MS, run: recoverFaults },
    { name: 'expand-entries', everyMs: 2 * SECOND_MS, run: expandEntries },
    { name: 'send-deliveries', everyMs: 2 * SECOND_MS, run: () => sendDeliveries(senders, systemClock) },
    { name: 'send-mailings', everyMs: 2 * SECOND_MS, run: () => sendMailings(senders, systemClock) },
    { name: 'warn-budgets', everyMs: 2 * MINUTE_MS, run: warnBudgets },
    { name: 'due-mail-schedules', everyMs: MINUTE_MS, run: sendDueSchedules },
    { name: 'invoice-runs', everyMs: 2 * SECOND_MS, run: advanceRuns },
    { name: 'invoice-evidence', everyMs: 5 * SECOND_MS, run: keepEvidence },
    { name: 'end-reservations', everyMs: 10 * SECOND_MS, run: endReservations },
    { name: 'advance-payments', everyMs: 2 * SECOND_MS, run: advancePayments },
    { name: 'payment-calls', everyMs: SECOND_MS, run: (now) => makeCalls(now) },
    { name: 'check-payments', everyMs: 2 * SECOND_MS, run: (now) => checkPayments(now) },
    { name: 'price-corrections', everyMs: MINUTE_MS, run: settleCorrections },
    { name: 'stop-unpaid-sessions', everyMs: 3 * SECOND_MS, run: stopUnpaidSessions },
    { name: 'block-debtors', everyMs: 5 * MINUTE_MS, run: (now) => blockDebtors(now) },
    { name: 'roll-up-hours', everyMs: 2 * MINUTE_MS, run: rollUpNewHours },
    { name: 'roll-up-days', everyMs: MINUTE_MS, run: (now) => rollUpDays(now, messageRetentionDays) },
    { name: 'roll-up-revenue', everyMs: 2 * SECOND_MS, run: (now) => rollUpRevenue(now) },
    { name: 'price-awaiting-spot', everyMs: MINUTE_MS, run: priceAwaitingSpot },
    { name: 'prices-told', everyMs: MINUTE_MS, run: keepPricesTold },
    { name: 'energy-costs', everyMs: MINUTE_MS, run: computeEnergyCosts },
    ...(spotProvider === null ? [] : [spotPrices(spotProvider)]),
    { name: 'usual-income', everyMs: HOUR_MS, run: sumUsualIncome },
    { name: 'renew-certificates', everyMs: HOUR_MS, run: renewCertificates },
    { name: 'install-next-root', everyMs: 5 * MINUTE_MS, run: installNextRoot },
  ]
}

/** Published at about 13:00 for the day after; asked again until they are whole. */
const spotPrices = (provider: SpotProvider): Beat => ({
  name: 'spot-prices',
  everyMs: 15 * MINUTE_MS,
  run: async (now) => {
    const problem = (await importSpotPrices(provider, now)).find((result) => result.problem !== null)
    if (problem) throw new Error(`Spot prices of ${problem.area}: ${problem.problem}`)
  },
})

/** What time decides by the hour or the day. */
export function onTheCalendar({
  messageRetentionDays,
  noticeRetentionDays,
}: {
  readonly messageRetentionDays: number
  readonly noticeRetentionDays: number
}): readonly Occasion[] {
  return [
    { name: 'make-partitions', at: '7 * * * *', makeGoodMs: DAY_MS, run: (now) => ensurePartitions(now) },
    {
      name: 'drop-old-messages',
      at: '23 2 * * *',
      makeGoodMs: DAY_MS,
      run: (now) => dropOldPartitions(now, messageRetentionDays),
    },
    {
      name: 'forget-old-stream-values',
      at: '41 2 * * *',
      makeGoodMs: DAY_MS,
      run: (now) => forgetOldStreamValues(now, messageRetentionDays),
    },
    { name: 'forget-old-files', at: '17 3 * * *', makeGoodMs: DAY_MS, run: forgetOldFiles },
    { name: 'forget-leftovers', at: '47 * * * *', makeGoodMs: HOUR_MS, run: forgetLeftovers },
    { name: 'forget-old-reports', at: '29 3 * * *', makeGoodMs: DAY_MS, run: forgetOldReports },
    { name: 'forget-routine-commands', at: '29 3 * * *', makeGoodMs: DAY_MS, run: forgetRoutineCommands },
    { name: 'forget-old-changes', at: '53 3 * * *', makeGoodMs: DAY_MS, run: forgetOldChanges },
    { name: 'forget-worker-commands', at: '5 4 * * *', makeGoodMs: DAY_MS, run: forgetWorkerCommands },
    {
      name: 'forget-old-notices',
      at: '17 4 * * *',
      makeGoodMs: DAY_MS,
      run: (now) => forgetOldNotices(now, noticeRetentionDays),
    },
    { name: 'bill-by-day', at: '11 3 * * *', makeGoodMs: DAY_MS, run: billByDay },
    { name: 'energy-cost-sweep', at: '51 2 * * *', makeGoodMs: DAY_MS, run: sweepEnergyCosts },
    { name: 'driver-takings', at: '41 0 * * *', makeGoodMs: DAY_MS, run: bookDriverTakings },
    { name: 'host-statements', at: '21 4 * * *', makeGoodMs: DAY_MS, run: issueDueStatements },
    { name: 'check-invoices', at: '31 1 * * *', makeGoodMs: DAY_MS, run: checkInvoices },
    { name: 'forget-empty-revenue-cells', at: '37 4 * * *', makeGoodMs: DAY_MS, run: forgetEmptyCells },
    { name: 'forget-old-sign-ins', at: '41 * * * *', makeGoodMs: HOUR_MS, run: forgetOldSignIns },
  ]
}
