'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Choice, TokenChoice } from '@/components/station/command-choices'
import type { CommandAction } from '@/components/station/station-actions'
import { Confirm } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { LiveStation } from '@/lib/live/events'

interface AskAboutCustomerProps {
  live: LiveStation
  tokens: readonly { value: string; name: string }[]
  command: CommandAction
}

/** What the station remembers of somebody: to be told, or to be erased there (also from its list of tokens). */
export function AskAboutCustomer({ live, tokens, command }: AskAboutCustomerProps) {
  const t = useTranslations('offline.customer')
  const common = useTranslations('common')
  const { act, pending } = useAct()
  const [by, setBy] = useState<'token' | 'customerIdentifier'>('token')
  const [value, setValue] = useState('')
  const who = value.trim()
  const ask = (clear: boolean) => {
    const asked = { type: 'customer-information', report: true, clear, [by]: who } as const
    return act(command, { id: live.id, command: asked }, t('asked'))
  }
  const isOff = !live.online || who === '' || pending
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('title')}</CardTitle>
          <CardDescription>{t('text')}</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Choice
          legend={t('by')}
          value={by}
          onChange={(choice) => {
            setBy(choice as typeof by)
            setValue('')
          }}
          options={[
            { value: 'token', label: t('token') },
            { value: 'customerIdentifier', label: t('customerIdentifier') },
          ]}
        />
        {by === 'token' ? (
          <TokenChoice tokens={tokens} value={value} onChange={setValue} help={t('tokenHelp')} />
        ) : (
          <Field label={t('customerIdentifier')} required>
            <Input
              value={value}
              onChange={({ target }) => setValue(target.value)}
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" disabled={isOff} onClick={() => ask(false)}>
            {t('report')}
          </Button>
          <Confirm
            trigger={
              <Button variant="outline" disabled={isOff}>
                {t('clear')}
              </Button>
            }
            title={t('clearTitle', { station: live.id })}
            description={t('clearText')}
            confirmLabel={t('clear')}
            cancelLabel={common('cancel')}
            destructive
            onConfirm={() => ask(true)}
          />
        </div>
      </CardContent>
    </Card>
  )
}
