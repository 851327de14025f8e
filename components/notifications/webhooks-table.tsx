'use client'

import { Ellipsis, KeyRound, Pencil, Plus, Send, Trash2, Webhook } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/components/forms/action-result'
import { useAct } from '@/components/forms/use-act'
import { EmptyState } from '@/components/shell/empty-state'
import { Confirm } from '@/components/ui/alert-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { Ago } from '@/components/ui/format'
import type { TestInput } from '@/lib/notifications/mutations/send-test'
import type { WebhookInput } from '@/lib/notifications/webhook-input'
import { SecretDialog } from './secret-dialog'
import { WebhookForm } from './webhook-form'

interface ListedWebhook {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly isEnabled: boolean
  readonly dead: number
  readonly lastDeliveredAt: string | null
}

interface WebhooksTableProps {
  webhooks: readonly ListedWebhook[]
  edit: Action<{ id: string; webhook: WebhookInput }>
  renew: Action<{ id: string }, { secret: string }>
  remove: Action<{ id: string }>
  sendTest: Action<{ to: TestInput }>
}

/** Systems that are called when something happens. */
export function WebhooksTable({ webhooks, ...actions }: WebhooksTableProps) {
  const t = useTranslations('notifications.webhooks')
  return (
    <Card>
      {webhooks.length === 0 ? (
        <EmptyState icon={<Webhook />} title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <ul className="divide-y">
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} {...actions} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function WebhookRow({
  webhook,
  edit,
  renew,
  remove,
  sendTest,
}: { webhook: ListedWebhook } & Omit<WebhooksTableProps, 'webhooks'>) {
  const t = useTranslations('notifications.webhooks')
  const common = useTranslations('common')
  const { act } = useAct()
  const [asking, setAsking] = useState<'edit' | 'renew' | 'remove' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const { id, name, url, isEnabled, dead, lastDeliveredAt } = webhook
  const close = (open: boolean) => !open && setAsking(null)
  const renewKey = async () => {
    const result = await renew({ id })
    if (result.ok) setSecret(result.data.secret)
    else toast.error(result.message)
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4">
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <h2 className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {!isEnabled && <Badge variant="outline">{t('off')}</Badge>}
          {dead > 0 && (
            <Link href="/settings/notifications/deliveries?channel=webhook&state=dead">
              <Badge variant="faulted">{t('dead', { count: dead })}</Badge>
            </Link>
          )}
        </h2>
        <p className="break-all font-mono text-muted-foreground text-xs">{url}</p>
        <p className="text-muted-foreground text-xs">
          {lastDeliveredAt ? (
            <>
              {t('lastDelivered')} <Ago at={lastDeliveredAt} />
            </>
          ) : (
            t('neverDelivered')
          )}
        </p>
      </div>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={t('menu', { name })}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem
            onSelect={() => act(sendTest, { to: { channel: 'webhook', webhookId: id } }, t('testSent'))}
          >
            <Send aria-hidden />
            {t('test')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking('edit')}>
            <Pencil aria-hidden />
            {t('edit')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking('renew')}>
            <KeyRound aria-hidden />
            {t('renew')}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setAsking('remove')}>
            <Trash2 aria-hidden />
            {t('delete')}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <WebhookForm
        title={t('editTitle')}
        webhook={{ name, url, isEnabled }}
        save={(input) => edit({ id, webhook: input })}
        onSaved={() => toast.success(t('saved', { name }))}
        open={asking === 'edit'}
        onOpenChange={close}
      />
      <Confirm
        open={asking === 'renew'}
        onOpenChange={close}
        title={t('renewTitle', { name })}
        description={t('renewText')}
        confirmLabel={t('renew')}
        cancelLabel={common('cancel')}
        onConfirm={renewKey}
      />
      <Confirm
        open={asking === 'remove'}
        onOpenChange={close}
        title={t('deleteTitle', { name })}
        description={t('deleteText')}
        confirmLabel={t('delete')}
        cancelLabel={common('cancel')}
        destructive
        onConfirm={() => act(remove, { id }, t('deleted', { name }))}
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </li>
  )
}

export function CreateWebhook({ create }: { create: Action<{ webhook: WebhookInput }, { secret: string }> }) {
  const t = useTranslations('notifications.webhooks')
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <>
      <WebhookForm
        title={t('createTitle')}
        webhook={{ name: '', url: 'https://', isEnabled: true }}
        save={(webhook) => create({ webhook })}
        onSaved={(made) => setSecret(made?.secret ?? null)}
        trigger={
          <Button>
            <Plus aria-hidden />
            {t('create')}
          </Button>
        }
      />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}
