'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useAct } from '@/components/forms/use-act'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Textarea } from '@/components/ui/textarea'
import type { FaultActions, Worker } from './fault-actions'
import { PersonMark } from './fault-marks'
import { insertMention, mentionsIn, mentionUnderWay } from './mentions'

interface CommentBoxProps {
  ids: string[]
  workers: readonly Worker[]
  actions: FaultActions
  autoFocus?: boolean
  onDone?: () => void
}

/** Writes to colleagues; @ calls for one of them. Ctrl/⌘-Enter sends. */
export function CommentBox({ ids, workers, actions, autoFocus, onDone }: CommentBoxProps) {
  const t = useTranslations('faults.comment')
  const { act, pending } = useAct()
  const listId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const asked = mentionUnderWay(text, caret)
  const found =
    asked === null
      ? []
      : workers.filter(({ name }) => name.toLocaleLowerCase().includes(asked.toLocaleLowerCase())).slice(0, 6)
  const chosen = found[Math.min(at, found.length - 1)]

  const send = async () => {
    if (text.trim() === '') return
    const mentions = mentionsIn(text, workers).map(({ id }) => id)
    if (!(await act(actions.comment, { ids, text, mentions }, t('done')))) return
    setText('')
    onDone?.()
  }
  const mention = (worker: Worker) => {
    const next = insertMention(text, caret, worker.name)
    setText(next.text)
    setCaret(next.caret)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (chosen) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) setAt((now) => (now + step + found.length) % found.length)
      else if (event.key === 'Enter' || event.key === 'Tab') mention(chosen)
      else return
      event.preventDefault()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    }
  }
  return (
    <form
      className="relative grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        aria-autocomplete="list"
        aria-controls={chosen ? listId : undefined}
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
        value={text}
        maxLength={4000}
        rows={2}
        autoFocus={autoFocus}
        onChange={({ target }) => {
          setText(target.value)
          setCaret(target.selectionStart)
          setAt(0)
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {chosen && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('people')}
          className="absolute top-full z-10 -mt-9 w-64 rounded-lg border bg-popover p-1 shadow-lg"
        >
          {found.map((worker) => (
            <button
              key={worker.id}
              id={`${listId}-${worker.id}`}
              type="button"
              role="option"
              aria-selected={worker === chosen}
              tabIndex={-1}
              onMouseDown={(event) => {
                event.preventDefault()
                mention(worker)
              }}
              className={cn(
                'flex w-full items-center gap-2 rounded-md px-2 py-1.5 text-left',
                worker === chosen && 'bg-accent',
              )}
            >
              <PersonMark name={worker.name} />
              <span className="truncate">{worker.name}</span>
            </button>
          ))}
        </div>
      )}
      <div className="flex items-center justify-between gap-2">
        <p className="text-muted-foreground text-xs">{t('help')}</p>
        <Button type="submit" size="sm" pending={pending} disabled={text.trim() === ''}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
