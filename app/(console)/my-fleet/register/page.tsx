import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CardsTable } from '@/components/my-fleet/cards-table'
import { FleetTabs } from '@/components/my-fleet/fleet-tabs'
import { Page } from '@/components/shell/page'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listCostCentres } from '@/lib/cost-centres/queries'
import { listDrivers } from '@/lib/drivers/queries'
import { listTokens } from '@/lib/tokens/queries'
import { listVehicles } from '@/lib/vehicles/queries'
import { FleetRegister } from '../../fleet-register'
import { assignCardAction, blockCardAction, unblockCardAction } from '../actions'
import { ownCustomer } from '../own-customer'

const SHOWN = ['vehicles', 'drivers', 'cost-centres', 'cards'] as const
type Shown = (typeof SHOWN)[number]

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  return { title: (await getTranslations('myFleet'))(`rooms.${shownOf(await searchParams)}`) }
}

const shownOf = (query: Awaited<SearchParams>): Shown =>
  SHOWN.find((known) => known === queryParam(query.show)) ?? 'vehicles'

/** Who and what charges for us, and whose is which card? */
export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('customers.read')
  const query = await searchParams
  const { customer, keep } = await ownCustomer(actor, query)
  const show = shownOf(query)
  const mayWrite = mayDo(actor.role, 'own-fleet.write')
  const t = await getTranslations('myFleet')
  return (
    <Page title={t(`rooms.${show}`)} description={t(`register.${show}`)}>
      <FleetTabs here={show} keep={keep} />
      {show === 'cards' ? (
        <Cards actor={actor} id={customer.id} mayWrite={mayWrite} />
      ) : (
        <FleetRegister actor={actor} customerId={customer.id} show={show} mayWrite={mayWrite} />
      )}
    </Page>
  )
}

async function Cards({ actor, id, mayWrite }: { actor: Actor; id: bigint; mayWrite: boolean }) {
  const [tokens, vehicles, drivers, centres] = await Promise.all([
    listTokens(actor, { customerId: id, limit: 5_000 }),
    listVehicles(actor, id),
    listDrivers(actor, id),
    listCostCentres(actor, id),
  ])
  const choices = centres
    .filter(({ isArchived }) => !isArchived)
    .map((centre) => ({ id: String(centre.id), name: [centre.code, centre.name].filter(Boolean).join(' · ') }))
  return (
    <CardsTable
      cards={tokens.rows.map((token) => ({
        id: String(token.id),
        value: token.value,
        name: token.name,
        active: token.active,
        driverId: idOf(token.driver),
        driver: token.driver?.name ?? null,
        vehicleId: idOf(token.vehicle),
        vehicle: token.vehicle?.plate ?? null,
        costCentreId: idOf(token.costCentre),
        costCentre: token.costCentre?.code ?? null,
        sessions: token.sessionCount,
        lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
      }))}
      choices={{
        driver: drivers.filter(({ isArchived }) => !isArchived).map((one) => ({ id: String(one.id), name: one.name })),
        vehicle: vehicles
          .filter(({ isArchived }) => !isArchived)
          .map((one) => ({ id: String(one.id), name: [one.plate, one.name].filter(Boolean).join(' · ') })),
        costCentre: choices,
      }}
      actions={mayWrite ? { assign: assignCardAction, block: blockCardAction, unblock: unblockCardAction } : null}
    />
  )
}

const idOf = (row: { readonly id: bigint } | null) => (row === null ? null : String(row.id))
