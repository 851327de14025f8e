import { FileSpreadsheet, FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { queryParam, type SearchParams } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { BudgetBars } from '@/components/my-fleet/budget-bars'
import { DayChart } from '@/components/my-fleet/day-chart'
import { FleetFigures } from '@/components/my-fleet/fleet-figures'
import { FleetTabs } from '@/components/my-fleet/fleet-tabs'
import { GroupCard } from '@/components/my-fleet/group-card'
import { LatestInvoices } from '@/components/my-fleet/latest-invoices'
import { MonthTurner } from '@/components/my-fleet/month-turner'
import { shownBudget } from '@/components/my-fleet/shown-budget'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { listBudgets } from '@/lib/budgets/queries/list-budgets'
import { monthOf, sameDaysBefore } from '@/lib/fleets/period'
import { sumFleetPeriod } from '@/lib/fleets/queries/sum-period'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { listInvoices } from '@/lib/invoices/queries/list-invoices'
import { ownCustomer } from './own-customer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('myFleet'))('title') }
}

/** What has our charging cost this month, and who has charged? */
export default async function MyFleetPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor('customers.read')
  const query = await searchParams
  const { customer, keep } = await ownCustomer(actor, query)
  const today = localDate(new Date(), BOOKS_ZONE)
  const asked = queryParam(query.month)
  const isThisMonth = asked === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(asked) || asked >= today.slice(0, 7)
  const month = monthOf(isThisMonth ? today : `${asked}-01`)
  const [sum, before, budgets, invoices] = await Promise.all([
    sumFleetPeriod(actor, customer.id, month),
    // A month that goes on is compared with as many days of the one before.
    sumFleetPeriod(actor, customer.id, isThisMonth ? sameDaysBefore(today) : monthOf(month.from, 1)),
    listBudgets(actor, customer.id),
    listInvoices(actor, { customerId: customer.id, limit: 5 }),
  ])
  const t = await getTranslations('myFleet')
  const file = (format: string) => `/api/my-fleet/${format}?month=${month.from.slice(0, 7)}${keep && `&${keep}`}`
  const { days: _daysBefore, vehicles: _v, drivers: _d, costCentres: _c, ...sumBefore } = before
  return (
    <Page
      title={customer.name}
      description={t('description')}
      actions={
        <>
          <Button asChild variant="outline">
            <a href={file('pdf')} download>
              <FileText aria-hidden />
              {t('download.pdf')}
            </a>
          </Button>
          <Button asChild variant="outline">
            <a href={file('xlsx')} download>
              <FileSpreadsheet aria-hidden />
              Excel
            </a>
          </Button>
          <Button asChild variant="outline">
            <a href={file('csv')} download>
              CSV
            </a>
          </Button>
        </>
      }
    >
      <FleetTabs here="month" keep={keep} />
      <MonthTurner month={month.from.slice(0, 7)} thisMonth={today.slice(0, 7)} keep={keep} />
      <FleetFigures sum={sum} before={sumBefore} isThisMonth={isThisMonth} />
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_24rem]">
        <div className="grid min-w-0 gap-4">
          <DayChart days={sum.days} month={month} />
          <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
            <GroupCard kind="vehicles" groups={sum.vehicles.map(plain)} total={sum.total} />
            <GroupCard kind="drivers" groups={sum.drivers.map(plain)} total={sum.total} />
          </div>
        </div>
        <div className="grid min-w-0 gap-4">
          {isThisMonth && (
            <BudgetBars budgets={budgets.filter(({ isArchived }) => !isArchived).map(shownBudget)} keep={keep} />
          )}
          <GroupCard kind="costCentres" groups={sum.costCentres.map(plain)} total={sum.total} />
          <LatestInvoices
            invoices={invoices.rows.map((row) => ({
              id: String(row.id),
              number: row.number,
              kind: row.kind,
              state: row.state,
              age: row.age,
              issueDate: row.issueDate,
              payable: row.payable,
              currency: row.currency,
            }))}
          />
        </div>
      </div>
    </Page>
  )
}

const plain = <Row extends { id: bigint | null }>({ id, ...row }: Row) => ({
  ...row,
  id: id === null ? null : String(id),
})
