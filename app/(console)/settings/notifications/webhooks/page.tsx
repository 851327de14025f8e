import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CreateWebhook, WebhooksTable } from '@/components/notifications/webhooks-table'
import { Page } from '@/components/shell/page'
import { listWebhooks } from '@/lib/notifications/queries/list-rules'
import {
  createWebhookAction,
  deleteWebhookAction,
  editWebhookAction,
  renewWebhookSecretAction,
  sendTestAction,
} from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('webhooks.title') }
}

export default async function WebhooksPage() {
  const actor = await requireActor('notifications.write')
  const t = await getTranslations('notifications.webhooks')
  const webhooks = await orNotFound(listWebhooks(actor))
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={<CreateWebhook create={createWebhookAction} />}
      className="max-w-5xl"
    >
      <WebhooksTable
        webhooks={webhooks.map(({ id, createdAt: _made, lastDeliveredAt, ...webhook }) => ({
          ...webhook,
          id: String(id),
          lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
        }))}
        edit={editWebhookAction}
        renew={renewWebhookSecretAction}
        remove={deleteWebhookAction}
        sendTest={sendTestAction}
      />
    </Page>
  )
}
