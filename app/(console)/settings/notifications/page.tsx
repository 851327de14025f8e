import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CreateRule, RulesList } from '@/components/notifications/rules-list'
import { WaysOutCard } from '@/components/notifications/ways-out-card'
import { Page } from '@/components/shell/page'
import { env } from '@/lib/env'
import { listRuleChoices, listRules } from '@/lib/notifications/queries/list-rules'
import { waysOut } from '@/lib/notifications/ways-out'
import { listSites } from '@/lib/sites/queries'
import { createRuleAction, deleteRuleAction, editRuleAction, sendTestAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function NotificationRulesPage() {
  const actor = await requireActor('notifications.write')
  const t = await getTranslations('notifications')
  const [rules, { users, webhooks }, sites] = await orNotFound(
    Promise.all([listRules(actor), listRuleChoices(actor), listSites(actor, { limit: 1000 })]),
  )
  const choices = {
    users: users.map(({ id, name, role }) => ({ id: String(id), name, role })),
    webhooks: webhooks.map(({ id, name }) => ({ id: String(id), name })),
    sites: sites.rows.map(({ id, name }) => ({ id: String(id), name })),
  }
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={<CreateRule choices={choices} create={createRuleAction} />}
      className="max-w-5xl"
    >
      <WaysOutCard ways={waysOut(env())} sendTest={sendTestAction} />
      <RulesList
        rules={rules.map(({ id, ...rule }) => ({ id: String(id), rule }))}
        choices={choices}
        edit={editRuleAction}
        remove={deleteRuleAction}
      />
    </Page>
  )
}
