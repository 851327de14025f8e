import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { Page } from '@/components/shell/page'
import { InviteDialog } from '@/components/users/invite-dialog'
import { UsersTable } from '@/components/users/users-table'
import { listCustomers } from '@/lib/customers/queries'
import { listSites } from '@/lib/sites/queries'
import { listUsers } from '@/lib/users/queries'
import { edit, endSignIns, invite, reset } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('title') }
}

export default async function UsersPage() {
  const actor = await requireActor('users.read')
  const t = await getTranslations('users')
  const [users, sites, customers] = await orNotFound(
    Promise.all([
      listUsers(actor),
      listSites(actor, { limit: 1000 }),
      listCustomers(actor, { since: new Date(), limit: 1000 }),
    ]),
  )
  const scopes = {
    sites: sites.rows.map((site) => ({ id: String(site.id), name: site.name })),
    customers: customers.rows.map((customer) => ({ id: String(customer.id), name: customer.name })),
  }
  return (
    <Page title={t('title')} description={t('description')} actions={<InviteDialog scopes={scopes} invite={invite} />}>
      <UsersTable
        me={actor.ref}
        scopes={scopes}
        actions={{ edit, reset, endSignIns }}
        users={users.map((user) => ({
          id: String(user.id),
          email: user.email,
          name: user.name,
          role: user.role,
          state: !user.active ? 'closed' : user.hasPassword ? 'active' : 'invited',
          customerId: user.customerId === null ? null : String(user.customerId),
          customerName: user.customerName,
          siteIds: user.siteIds.map(String),
          lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
        }))}
      />
    </Page>
  )
}
