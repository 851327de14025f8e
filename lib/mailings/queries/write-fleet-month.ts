import { getCustomer } from '../../customers/queries'
import { sumFleetPeriod } from '../../fleets/queries/sum-period'
import { DomainError } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { FLEET_MONTH_FORMATS } from '../attachment'
import { fleetMonthLetter } from '../letters'
import type { WriteScheduled } from './write-scheduled'

/** A fleet's month or week: the sums in the letter, the files with it. Sent also when nobody has charged: silence would be a question. */
export const writeFleetMonth: WriteScheduled = async (actor, { customerId, language, formats }, { from, to }) => {
  if (customerId === null) throw new DomainError('invalid', 'A fleet’s mail is of a customer.')
  const customer = await getCustomer(actor, customerId)
  const sum = await sumFleetPeriod(actor, customerId, { from, to })
  return fleetMonthLetter(
    {
      from,
      to,
      customerName: customer.name,
      sessions: sum.sessions,
      energyKwh: new Decimal(sum.energyWh).div(1000).toFixed(3),
      total: sum.total,
      currency: 'SEK',
      unpriced: sum.unpriced,
    },
    language,
    FLEET_MONTH_FORMATS.filter((format) => formats.includes(format)).map((format) => ({
      what: 'fleet-month',
      customerId: String(customerId),
      from,
      to,
      format,
      language,
    })),
  )
}
