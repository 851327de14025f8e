import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'

export interface FtpServer {
  readonly port: number
  /** What lies on it, by absolute path. */
  readonly files: Map<string, Buffer>
  readonly folders: Set<string>
  close(): Promise<void>
}

/** An FTP server in memory (RFC 959, EPSV), with as much of it as stations and basic-ftp use. One name and password. */
export async function anFtpServer(user: string, password: string): Promise<FtpServer> {
  const files = new Map<string, Buffer>()
  const folders = new Set(['/'])
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    serve(socket, { files, folders, user, password })
  })
  const port = await listening(server)
  return {
    port,
    files,
    folders,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })

interface Store {
  readonly files: Map<string, Buffer>
  readonly folders: Set<string>
  readonly user: string
  readonly password: string
}

function serve(socket: Socket, { files, folders, user, password }: Store): void {
  const say = (line: string) => socket.write(`${line}\r\n`)
  let [at, named, from, isIn] = ['/', '', '', false]
  let data: Promise<Socket> | null = null
  const full = (name: string) => path.posix.resolve(at, name || '.')
  const inside = (folder: string, one: string) => one !== folder && path.posix.dirname(one) === folder

  async function transfer(work: (line: Socket) => Promise<void>): Promise<void> {
    if (data === null) return void say('425 Use EPSV first')
    say('150 Here it comes')
    await work(await data)
    data = null
    say('226 Done')
  }
  function list(folder: string): string {
    const line = (mode: string, size: number, name: string) =>
      `${mode} 1 ftp ftp ${size} Jan 01 2026 ${path.posix.basename(name)}\r\n`
    return [
      ...[...folders].filter((one) => inside(folder, one)).map((one) => line('drwxr-xr-x', 0, one)),
      ...[...files].filter(([one]) => inside(folder, one)).map(([one, { length }]) => line('-rw-r--r--', length, one)),
    ].join('')
  }
  const commands: Record<string, (said: string) => void | Promise<void>> = {
    user: (said) => {
      named = said
      say('331 And the password?')
    },
    pass: (said) => {
      isIn = named === user && said === password
      say(isIn ? '230 Welcome' : '530 No')
    },
    feat: () => void say('211-Features\r\n EPSV\r\n211 End'),
    opts: () => void say('200 Fine'),
    type: () => void say('200 Fine'),
    stru: () => void say('200 Fine'),
    pwd: () => void say(`257 "${at}"`),
    cwd: (said) => {
      if (!folders.has(full(said))) return void say('550 No such folder')
      at = full(said)
      say('250 Fine')
    },
    cdup: () => {
      at = path.posix.dirname(at)
      say('250 Fine')
    },
    mkd: (said) => {
      if (folders.has(full(said))) return void say('550 It is there')
      folders.add(full(said))
      say('257 Made')
    },
    rmd: (said) => {
      folders.delete(full(said))
      say('250 Gone')
    },
    dele: (said) => void say(files.delete(full(said)) ? '250 Gone' : '550 No such file'),
    rnfr: (said) => {
      from = full(said)
      say('350 To what?')
    },
    rnto: (said) => {
      files.set(full(said), files.get(from) ?? Buffer.alloc(0))
      files.delete(from)
      say('250 Renamed')
    },
    epsv: async () => {
      const passive = createServer()
      data = new Promise((resolve) => passive.once('connection', (line) => resolve(line.on('error', () => undefined))))
      void data.then(() => passive.close())
      say(`229 Come in (|||${await listening(passive)}|)`)
    },
    list: (said) => {
      const text = list(full(said.replace(/^-a ?/, '')))
      return transfer(async (line) => void line.end(text))
    },
    retr: (said) => {
      const bytes = files.get(full(said))
      if (bytes === undefined) return void say('550 No such file')
      return transfer(async (line) => void line.end(bytes))
    },
    stor: (said) => transfer(async (line) => void files.set(full(said), await buffer(line))),
    quit: () => void socket.end('221 Bye\r\n'),
  }
  say('220 Ready')
  let [heard, before] = ['', Promise.resolve() as Promise<unknown>]
  socket.on('data', (chunk) => {
    const lines = (heard + chunk).split('\r\n')
    heard = lines.pop() ?? ''
    for (const line of lines) {
      const [said = '', ...rest] = line.split(' ')
      const word = said.toLowerCase()
      const command = isIn || ['user', 'pass', 'feat', 'quit'].includes(word) ? commands[word] : undefined
      before = before.then(() => (command ? command(rest.join(' ')) : void say('502 Not here')))
    }
  })
}
