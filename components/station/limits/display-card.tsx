'use client'

import { MessageSquarePlus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { DisplayMessageView } from '@/lib/displays/queries'
import type { LiveSession } from '@/lib/live/events'
import type { CommandAction, EverydayCommand } from '../station-actions'
import { CommandForm, StationDialog } from '../station-dialog'
import { useLimitWords } from './use-limit-words'

type SetMessage = Extract<EverydayCommand, { type: 'set-display-message' }>

const PRIORITIES = ['NormalCycle', 'InFront', 'AlwaysFront'] as const
const STATES = ['Idle', 'Charging', 'Unavailable', 'Faulted'] as const

interface DisplayCardProps {
  id: string
  protocol: string | null
  messages: readonly DisplayMessageView[]
  sessions: readonly LiveSession[]
  timeZone: string
  command: CommandAction
  disabledWhy: string | undefined
}

/** What stands on the station's display. */
export function DisplayCard({ id, protocol, messages, sessions, timeZone, command, disabledWhy }: DisplayCardProps) {
  const t = useTranslations('limits')
  const { moment } = useLimitWords(timeZone)
  const { act, pending } = useAct()
  const details = (message: DisplayMessageView): string =>
    [
      t(`priority.${isPriority(message.priority) ? message.priority : 'NormalCycle'}`),
      message.state && isState(message.state) ? t(`state.${message.state}`) : message.state,
      message.transactionId && t('display.forSession'),
      message.startAt && t('from', { time: moment(message.startAt, message.setAt.getTime()) }),
      message.endAt && t('until', { time: moment(message.endAt, message.setAt.getTime()) }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('display.name')}</CardTitle>
        <div className="flex gap-2">
          <Button
            variant="outline"
            size="sm"
            pending={pending}
            disabled={disabledWhy !== undefined}
            title={disabledWhy}
            onClick={() => act(command, { id, command: { type: 'get-display-messages' } }, t('asked'))}
          >
            {t('display.read')}
          </Button>
          <StationDialog
            small
            open={
              <>
                <MessageSquarePlus aria-hidden />
                {t('display.show')}
              </>
            }
            disabledWhy={disabledWhy}
            title={t('display.title', { id })}
            description={t('display.text')}
          >
            {(close) => (
              <MessageForm id={id} protocol={protocol} sessions={sessions} command={command} onDone={close} />
            )}
          </StationDialog>
        </div>
      </CardHeader>
      {messages.length === 0 ? (
        <p className="px-4 pb-4 text-muted-foreground">{t('display.none')}</p>
      ) : (
        <ul className="divide-y border-t">
          {messages.map((message) => (
            <li key={message.messageId} className="flex items-start justify-between gap-3 px-4 py-2.5">
              <div className="min-w-0">
                <p className="break-words" lang={message.language ?? undefined}>
                  {message.content}
                </p>
                <p className="text-muted-foreground text-xs">{details(message)}</p>
              </div>
              <Button
                variant="ghost"
                size="icon-sm"
                pending={pending}
                disabled={disabledWhy !== undefined}
                aria-label={t('display.takeDown')}
                title={disabledWhy ?? t('display.takeDown')}
                onClick={() =>
                  act(
                    command,
                    { id, command: { type: 'clear-display-message', messageId: message.messageId } },
                    t('asked'),
                  )
                }
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const isPriority = (word: string): word is (typeof PRIORITIES)[number] => PRIORITIES.some((one) => one === word)
const isState = (word: string): word is (typeof STATES)[number] => STATES.some((one) => one === word)

/** The standard's most, by version. */
const LONGEST = { 'ocpp2.0.1': 512, 'ocpp2.1': 1024 } as const

interface MessageFormProps extends Pick<DisplayCardProps, 'id' | 'protocol' | 'sessions' | 'command'> {
  onDone: () => void
}

function MessageForm({ id, protocol, sessions, command, onDone }: MessageFormProps) {
  const t = useTranslations('limits')
  const { act, pending } = useAct()
  const [content, setContent] = useState('')
  const [priority, setPriority] = useState<(typeof PRIORITIES)[number]>('NormalCycle')
  const [state, setState] = useState<(typeof STATES)[number] | ''>('')
  const [sessionId, setSessionId] = useState('')
  const ask = () => {
    const message: SetMessage = {
      type: 'set-display-message',
      content,
      priority,
      ...(state && { state }),
      ...(sessionId && { sessionId }),
    }
    return act(command, { id, command: message }, t('asked'))
  }
  return (
    <CommandForm ask={ask} onDone={onDone} pending={pending} label={t('display.show')}>
      <Field label={t('display.content')} required>
        <Textarea
          value={content}
          onChange={(event) => setContent(event.target.value)}
          required
          rows={3}
          maxLength={LONGEST[protocol === 'ocpp2.1' ? 'ocpp2.1' : 'ocpp2.0.1']}
          autoFocus
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('display.how')}>
          <NativeSelect
            value={priority}
            onChange={({ target }) => setPriority(isPriority(target.value) ? target.value : 'NormalCycle')}
          >
            {PRIORITIES.map((one) => (
              <option key={one} value={one}>
                {t(`priority.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label={t('display.when')}>
          <NativeSelect value={state} onChange={({ target }) => setState(isState(target.value) ? target.value : '')}>
            <option value="">{t('display.always')}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(`state.${one}`)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      {sessions.length > 0 && (
        <Field label={t('display.whom')}>
          <NativeSelect value={sessionId} onChange={(event) => setSessionId(event.target.value)}>
            <option value="">{t('display.everybody')}</option>
            {sessions.map((session) => (
              <option key={session.id} value={session.id}>
                {t('display.sessionAt', { outlet: session.evse, who: session.who })}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
    </CommandForm>
  )
}
