import { updateLocalList } from '../../keep-local-list'
import type { CommandRun } from '../../station-answer'
import { listWords } from '../list-words'

export const sendLocalList: CommandRun<'send-local-list'> = ({ command }, tools) =>
  updateLocalList(command.update, tools, listWords(tools))
