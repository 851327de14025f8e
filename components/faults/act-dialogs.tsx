'use client'

import { UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { FormDialog } from '@/components/forms/form-dialog'
import { useAct } from '@/components/forms/use-act'
import { FAULT_STAGES, type FaultStage } from '@/lib/live/events'
import { CloseDialog } from './close-dialog'
import { CommentBox } from './comment-box'
import type { FaultActions, Worker } from './fault-actions'
import { PersonMark, SeverityMark, StageIcon } from './fault-marks'
import type { ListedFault } from './listed-fault'
import { PickDialog } from './pick-dialog'
import { useFaultWords } from './use-fault-words'
import { DueDialog, PromiseDialog } from './when-dialogs'

/** Acts that ask for something before they are done. */
export type AskingAct = 'assign' | 'stage' | 'due' | 'promise' | 'comment' | 'merge' | 'close'

interface ActDialogsProps {
  act: AskingAct
  /** What it is done to. */
  faults: readonly Pick<ListedFault, 'id' | 'stage' | 'assignee' | 'dueAt' | 'promisedAt'>[]
  /** What they can be merged into. */
  others: readonly ListedFault[]
  workers: readonly Worker[]
  actions: FaultActions
  onClose: () => void
  /** It was done: what was ticked need not be any more. */
  onDone: () => void
}

const NOBODY = 'nobody'

/** The one dialog that is open, of all a fault's acts. */
export function ActDialogs({ act, faults, others, workers, actions, onClose, onDone }: ActDialogsProps) {
  const t = useTranslations('faults')
  const words = useFaultWords()
  const run = useAct()
  const ids = faults.map(({ id }) => id)
  const [only] = faults.length === 1 ? faults : []
  const count = ids.length
  const assigneeId = only?.assignee?.id ?? null

  switch (act) {
    case 'assign':
      return (
        <PickDialog
          title={t('assign.title', { count })}
          choices={[
            ...workers.map(({ id, name }) => ({
              value: id,
              label: name,
              mark: <PersonMark name={name} />,
              isChosen: assigneeId === id,
            })),
            {
              value: NOBODY,
              label: t('assign.nobody'),
              mark: <UserRound className="size-5 p-0.5 text-muted-foreground" aria-hidden />,
              isChosen: only !== undefined && assigneeId === null,
            },
          ]}
          onPick={(value) => {
            onClose()
            const assigneeId = value === NOBODY ? null : value
            void run.act(actions.assign, { ids, assigneeId }, t('assign.done')).then((isDone) => isDone && onDone())
          }}
          onClose={onClose}
        />
      )
    case 'stage':
      return (
        <PickDialog
          title={t('stageAct.title', { count })}
          choices={FAULT_STAGES.map((stage) => ({
            value: stage,
            label: t(`stage.${stage}`),
            mark: <StageIcon stage={stage} />,
            detail: t(`stageHelp.${stage}`),
            isChosen: only?.stage === stage,
          }))}
          onPick={(stage) => {
            onClose()
            void run
              .act(actions.setStage, { ids, stage: stage as FaultStage }, t('stageAct.done'))
              .then((isDone) => isDone && onDone())
          }}
          onClose={onClose}
        />
      )
    case 'merge':
      return (
        <PickDialog
          title={t('merge.title', { count })}
          choices={others
            .filter(({ id }) => !ids.includes(id))
            .map((fault) => ({
              value: fault.id,
              label: words.title(fault),
              mark: <SeverityMark severity={fault.severity} isSafety={fault.isSafety} />,
              detail: words.station(fault),
            }))}
          onPick={(intoId) => {
            onClose()
            void run.act(actions.merge, { ids, intoId }, t('merge.done')).then((isDone) => isDone && onDone())
          }}
          onClose={onClose}
        />
      )
    case 'promise':
      return (
        <PromiseDialog ids={ids} now={only?.promisedAt ?? null} actions={actions} onClose={onClose} onDone={onDone} />
      )
    case 'due':
      return <DueDialog ids={ids} now={only?.dueAt ?? null} actions={actions} onClose={onClose} onDone={onDone} />
    case 'close':
      return <CloseDialog ids={ids} actions={actions} onClose={onClose} onDone={onDone} />
    case 'comment':
      return (
        <FormDialog open onOpenChange={(open) => !open && onClose()} title={t('comment.title', { count })}>
          {(close) => (
            <CommentBox
              ids={ids}
              workers={workers}
              actions={actions}
              autoFocus
              onDone={() => {
                close()
                onDone()
              }}
            />
          )}
        </FormDialog>
      )
  }
}
