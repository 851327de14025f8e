import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { requireActor } from '@/app/session'
import { CustomerForm } from '@/components/customers/customer-form'
import { CustomersList } from '@/components/customers/customers-list'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { listCustomers } from '@/lib/customers/queries'
import { DAY_MS } from '@/lib/kernel/time'
import { createCustomerAction, editCustomerAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('customers'))('title') }
}

/** What a browser still filters at once. */
const MOST = 10_000

export default async function CustomersPage() {
  const actor = await requireActor('customers.read')
  const t = await getTranslations('customers')
  const { rows } = await listCustomers(actor, { since: new Date(Date.now() - 30 * DAY_MS), limit: MOST })
  const mayWrite = mayDo(actor.role, 'customers.write')
  const create = mayWrite && (
    <CustomerForm
      trigger={
        <Button>
          <Plus aria-hidden />
          {t('new')}
        </Button>
      }
      title={t('new')}
      action={createCustomerAction}
      doneMessage="created"
    />
  )
  return (
    <Page title={t('title')} description={t('description')} actions={create}>
      <CustomersList rows={rows} edit={mayWrite ? editCustomerAction : null} create={create} />
    </Page>
  )
}
