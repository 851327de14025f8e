import type { Random } from '../../simulator/random'
import type { Rhythm } from '../../simulator/rhythm'
import { DEMO_MODELS, type DemoModel } from './models'
import { type DemoCustomer, type DemoToken, drawCustomers } from './people'
import { DEMO_SITES, type DemoSite } from './sites'
import type { TariffName } from './tariffs'

/** The demo network before it has any ids: who, where, what. The same seed gives the same network. */
export interface DemoNetwork {
  readonly customers: readonly DemoCustomer[]
  readonly stations: readonly DemoStation[]
}

export interface DemoStation {
  readonly identity: string
  readonly name: string
  readonly site: DemoSite
  readonly model: DemoModel
  readonly firmware: string
  /** Fast chargers have a rhythm of their own wherever they stand. */
  readonly rhythm: Rhythm
  readonly serialNumber: string
  readonly tariff: TariffName
  /** null: the site's tariff. */
  readonly ownTariff: TariffName | null
  /** Who charges here, the usual ones several times. */
  readonly drivers: readonly Driver[]
  /** Lifetime energy of each outlet when the history begins, Wh. */
  readonly registersWh: readonly number[]
}

export interface Driver {
  readonly customer: DemoCustomer
  readonly token: DemoToken
}

export function drawNetwork(random: Random): DemoNetwork {
  const customers = drawCustomers(random.fork('customers'))
  const stations = DEMO_SITES.flatMap((site) => drawStations(site, customers, random.fork(site.code)))
  return { customers, stations }
}

function drawStations(site: DemoSite, customers: readonly DemoCustomer[], random: Random): DemoStation[] {
  const drivers = driversOf(site, customers)
  let number = 0
  return site.stations.flatMap(([modelName, count]) =>
    Array.from({ length: count }, () => {
      number++
      const model: DemoModel = DEMO_MODELS[modelName]
      const isFast = model.outlets.some(({ currentType }) => currentType === 'dc')
      const ownTariff = isFast && site.fastTariff && site.fastTariff !== site.tariff ? site.fastTariff : null
      const label = String(number).padStart(2, '0')
      return {
        identity: `SE-${site.code}-${label}`,
        name: `${site.name} ${label}`,
        site,
        model,
        firmware: random.pick(model.firmwares),
        rhythm: isFast ? 'fast' : site.rhythm,
        serialNumber: `${model.vendor.slice(0, 3).toUpperCase()}${random.integer(10_000_000, 99_999_999)}`,
        tariff: ownTariff ?? site.tariff,
        ownTariff,
        drivers,
        registersWh: model.outlets.map(() =>
          random.integer(isFast ? 9_000_000 : 900_000, isFast ? 60_000_000 : 9_000_000),
        ),
      }
    }),
  )
}

function driversOf(site: DemoSite, customers: readonly DemoCustomer[]): readonly Driver[] {
  const of = (chosen: readonly DemoCustomer[]) =>
    chosen.flatMap((customer) => customer.tokens.map((token) => ({ customer, token })))
  const locals = of(customers.filter(({ homes }) => homes.includes(site.code)))
  const anyone = of(customers.filter(({ homes }) => homes.length === 0))
  if (site.rhythm === 'housing') return locals
  if (site.rhythm === 'workplace') return [...locals, ...locals, ...locals, ...anyone]
  return [...locals, ...anyone]
}
