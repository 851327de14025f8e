import { Pencil, Plus, Truck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { idParam, orNotFound, type Params, queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CreditCard } from '@/components/customers/credit-card'
import { CustomerBalance } from '@/components/customers/customer-balance'
import { CustomerForm } from '@/components/customers/customer-form'
import { CustomerTabs } from '@/components/customers/customer-tabs'
import { MasterData } from '@/components/customers/master-data'
import { CUSTOMER_TABS } from '@/components/customers/tabs'
import { InvoicesList } from '@/components/invoices/invoices-list'
import { GivePlan } from '@/components/plans/subscription-forms'
import { SubscriptionsTable } from '@/components/plans/subscriptions-table'
import { SessionsList } from '@/components/sessions/sessions-list'
import { Page } from '@/components/shell/page'
import { TokensList } from '@/components/tokens/tokens-list'
import { Button } from '@/components/ui/button'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { getCustomer } from '@/lib/customers/queries'
import { getCredit } from '@/lib/debtors/queries/get-credit'
import { listDrivers } from '@/lib/drivers/queries'
import { plusDays } from '@/lib/invoices/due-date'
import { listInvoices, sumInvoices } from '@/lib/invoices/queries/list-invoices'
import { getBalance, listPayments } from '@/lib/invoices/queries/list-payments'
import { dayAt } from '@/lib/plans/plan-month'
import { listPlans } from '@/lib/plans/queries/list-plans'
import { listSubscriptions } from '@/lib/plans/queries/list-subscriptions'
import { listSessions } from '@/lib/sessions/queries/list-sessions'
import { listTokens } from '@/lib/tokens/queries'
import { listVehicles } from '@/lib/vehicles/queries'
import { centresOf, FleetRegister } from '../../fleet-register'
import { moreInvoicesAction } from '../../invoices/actions'
import { changePlanAction, endSubscriptionAction, givePlanAction } from '../../plans/actions'
import { moreSessionsAction } from '../../sessions/actions'
import { blockTokenAction, deleteTokenAction, editTokenAction, unblockTokenAction } from '../../tokens/actions'
import { editCustomerAction, setCreditAction } from '../actions'

export async function generateMetadata({ params }: { params: Params<'id'> }): Promise<Metadata> {
  const actor = await requireActor('customers.read')
  return { title: (await orNotFound(getCustomer(actor, idParam((await params).id)))).name }
}

export default async function CustomerPage({
  params,
  searchParams,
}: {
  params: Params<'id'>
  searchParams: SearchParams
}) {
  const actor = await requireActor('customers.read')
  const customer = await orNotFound(getCustomer(actor, idParam((await params).id)))
  const wanted = queryParam((await searchParams).tab)
  const tab = CUSTOMER_TABS.find((known) => known === wanted) ?? 'details'
  const t = await getTranslations('customers')
  const mayWrite = mayDo(actor.role, 'customers.write')
  const { id, createdAt: _createdAt, ...values } = customer
  return (
    <Page
      title={customer.name}
      description={[t(`kind.${customer.kind}`), customer.orgNumber, t('number', { number: String(id) })]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          <Button asChild variant="outline">
            <Link href={`/my-fleet?customer=${id}`}>
              <Truck aria-hidden />
              {t('fleetRooms')}
            </Link>
          </Button>
          {mayDo(actor.role, 'invoices.write') && (
            <Button asChild variant="outline">
              <Link href={`/invoices/runs?customer=${id}`}>{t('invoiceNow')}</Link>
            </Button>
          )}
          {mayWrite && (
            <CustomerForm
              trigger={
                <Button>
                  <Pencil aria-hidden />
                  {t('edit')}
                </Button>
              }
              title={t('editTitle', { name: customer.name })}
              customer={values}
              editing={{ id: String(id), action: editCustomerAction }}
              doneMessage="saved"
            />
          )}
        </>
      }
    >
      <CustomerTabs id={String(id)} tab={tab} />
      <Tab actor={actor} id={id} tab={tab} customer={customer} mayWrite={mayWrite} />
    </Page>
  )
}

interface TabProps {
  actor: Actor
  id: bigint
  tab: (typeof CUSTOMER_TABS)[number]
  customer: Awaited<ReturnType<typeof getCustomer>>
  mayWrite: boolean
}

async function Tab({ actor, id, tab, customer, mayWrite }: TabProps) {
  const customerId = String(id)
  switch (tab) {
    case 'details': {
      const credit = await getCredit(actor, id)
      return (
        <>
          <MasterData customer={customer} />
          <CreditCard
            id={customerId}
            credit={{
              ...credit,
              warnedAt: credit.warnedAt?.toISOString() ?? null,
              blockedAt: credit.blockedAt?.toISOString() ?? null,
            }}
            set={mayWrite ? setCreditAction : null}
          />
        </>
      )
    }
    case 'cost-centres':
    case 'vehicles':
    case 'drivers':
      return <FleetRegister actor={actor} customerId={id} show={tab} mayWrite={mayDo(actor.role, 'own-fleet.write')} />
    case 'tokens': {
      const [tokens, centres, vehicles, drivers] = await Promise.all([
        listTokens(actor, { customerId: id, limit: 10_000 }),
        centresOf(actor, id),
        listVehicles(actor, id),
        listDrivers(actor, id),
      ])
      const holders = {
        costCentres: centres,
        vehicles: vehicles.map((row) => ({ id: String(row.id), name: row.plate })),
        drivers: drivers.map((row) => ({ id: String(row.id), name: row.name })),
      }
      return (
        <TokensList
          rows={tokens.rows}
          customers={[{ id: customerId, name: customer.name }]}
          holders={holders}
          actions={
            mayDo(actor.role, 'tokens.write')
              ? {
                  edit: editTokenAction,
                  block: blockTokenAction,
                  unblock: unblockTokenAction,
                  remove: deleteTokenAction,
                }
              : null
          }
          create={null}
        />
      )
    }
    case 'plans': {
      const choice = (row: { id: bigint; name: string }) => ({ id: String(row.id), name: row.name })
      const [rows, plans, tokens, drivers, vehicles] = await Promise.all([
        listSubscriptions(actor, { customerId: id }),
        mayWrite ? listPlans(actor) : [],
        mayWrite ? listTokens(actor, { customerId: id, limit: 1000 }) : null,
        mayWrite ? listDrivers(actor, id) : [],
        mayWrite ? listVehicles(actor, id) : [],
      ])
      const t = await getTranslations('plans')
      const today = dayAt(new Date())
      return (
        <SubscriptionsTable
          of="customer"
          rows={rows}
          plans={plans.map(choice)}
          tomorrow={plusDays(today, 1)}
          actions={mayWrite ? { change: changePlanAction, end: endSubscriptionAction } : null}
          give={
            mayWrite &&
            plans.length > 0 && (
              <GivePlan
                key="give"
                trigger={
                  <Button size="sm">
                    <Plus aria-hidden />
                    {t('give.title')}
                  </Button>
                }
                planId={null}
                plans={plans.map(choice)}
                receivers={{
                  customerId,
                  customers: [],
                  tokens: (tokens?.rows ?? []).map(({ id: tokenId, name, value }) => ({
                    id: String(tokenId),
                    name: name || value,
                  })),
                  drivers: drivers.map(choice),
                  vehicles: vehicles.map((row) => ({ id: String(row.id), name: row.plate })),
                }}
                today={today}
                action={givePlanAction}
              />
            )
          }
        />
      )
    }
    case 'sessions': {
      const filter = { customer: customerId }
      return (
        <SessionsList
          first={await listSessions(actor, { customerId: id, limit: 200 })}
          filter={filter}
          more={moreSessionsAction}
        />
      )
    }
    case 'invoices': {
      const [first, sums] = await Promise.all([
        listInvoices(actor, { customerId: id }),
        sumInvoices(actor, { customerId: id }),
      ])
      return (
        <InvoicesList
          first={first}
          filter={{ customer: customerId }}
          more={moreInvoicesAction}
          hasCustomer={false}
          total={sums.listed}
        />
      )
    }
    case 'balance': {
      const [balance, payments] = await Promise.all([getBalance(actor, id), listPayments(actor, { customerId: id })])
      return <CustomerBalance balance={balance} payments={payments} />
    }
  }
}
