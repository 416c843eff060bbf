import { describe, expect, it, vi } from 'vitest'
import type { RevisionSource } from '../../core/contract/revisions'
import { type EditorClient, EditorState } from '../../renderer/views/editor/editor-state.svelte'
import { failsWith, record } from './fixtures'

const SOURCE = 'export function upgrade() {\n  a\n}\nexport function downgrade() {\n  b\n}\n'

/** A file on a disk: writes are refused for another fingerprint, as the engine does it. */
function disk(source = SOURCE) {
  let file: RevisionSource = { revision: record('aaaa'), source, fingerprint: 'f0' }
  let writes = 0
  const previewed: string[] = []
  const put = (text: string) => {
    file = { ...file, source: text, fingerprint: `f${++writes}` }
    return file
  }
  const client: EditorClient = {
    history: { list: async () => ({ revisions: [], current: [], problem: null }) },
    revisions: {
      read: async () => file,
      write: async ({ source: text, fingerprint }) => {
        if (fingerprint !== file.fingerprint)
          throw failsWith({ code: 'FILE_CHANGED', message: 'The file has changed.' })
        return put(text)
      },
      preview: async ({ source: text }) => {
        previewed.push(text)
        const problems = text.includes('!') ? [{ line: 2, column: 3, message: 'Unexpected “!”.' }] : []
        return { upgrade: [text], downgrade: [], upgradeOperations: [], downgradeOperations: [], problems }
      },
      types: async () => ({ declarations: 'export interface Op {}' }),
    },
  }
  return { client, previewed, put, text: () => file.source }
}

async function opened(client: EditorClient): Promise<EditorState> {
  const state = new EditorState(client, { project: '/bookshop' })
  await state.open('aaaa')
  return state
}

describe('the editor', () => {
  it('shows the file, the types and what the text would do', async () => {
    const state = await opened(disk().client)
    await vi.waitFor(() => expect(state.preview?.upgrade).toEqual([SOURCE]))
    expect([state.source, state.isDirty, state.shownTab]).toEqual([SOURCE, false, 'bodies'])
    expect(state.declarations).toContain('Op')
  })

  it('asks what a text would do once typing has settled', async () => {
    const { client, previewed } = disk()
    const state = await opened(client)
    await vi.waitFor(() => expect(previewed).toHaveLength(1))
    vi.useFakeTimers()
    try {
      state.edit(`${SOURCE}/`)
      state.edit(`${SOURCE}//!`)
      await vi.advanceTimersByTimeAsync(1000)
    } finally {
      vi.useRealTimers()
    }
    expect(previewed).toEqual([SOURCE, `${SOURCE}//!`])
    expect(state.problems).toEqual([{ line: 2, column: 3, message: 'Unexpected “!”.' }])
  })

  it('saves what is typed and is clean again', async () => {
    const { client, text } = disk()
    const state = await opened(client)
    state.edit('changed')
    expect(state.isDirty).toBe(true)
    await state.save()
    expect([text(), state.isDirty]).toEqual(['changed', false])
    state.edit('changed again')
    await state.save()
    expect(text()).toBe('changed again')
  })

  it('shows the whole file when the bodies cannot be told apart', async () => {
    const state = await opened(disk('export const revision = 1').client)
    expect([state.hasBodies, state.shownTab]).toEqual([false, 'file'])
  })

  it('takes over a change from outside while nothing is typed', async () => {
    const { client, put } = disk()
    const state = await opened(client)
    put('theirs')
    await state.followDisk()
    expect([state.source, state.isDirty, state.theirs]).toEqual(['theirs', false, null])
  })

  it('asks whose text stays when both sides changed, and loses neither before the answer', async () => {
    const { client, put, text } = disk()
    const state = await opened(client)
    state.edit('mine')
    put('theirs')
    await state.save()
    expect([text(), state.source, state.theirs?.source]).toEqual(['theirs', 'mine', 'theirs'])
    await state.keepMine()
    expect([text(), state.isDirty, state.theirs]).toEqual(['mine', false, null])
  })

  it('can take theirs instead', async () => {
    const { client, put, text } = disk()
    const state = await opened(client)
    state.edit('mine')
    put('theirs')
    await state.followDisk()
    state.takeTheirs()
    expect([text(), state.source, state.isDirty]).toEqual(['theirs', 'theirs', false])
  })

  it('says why a file was not saved and keeps what is typed', async () => {
    const { client } = disk()
    const failing = async () => {
      throw failsWith({ code: 'INTERNAL', message: 'The disk is full.' })
    }
    const state = await opened({ ...client, revisions: { ...client.revisions, write: failing } })
    state.edit('mine')
    await state.save()
    expect([state.saveFailure?.message, state.source, state.isDirty]).toEqual(['The disk is full.', 'mine', true])
  })

  it('lists a problem once that both the engine and the type checker found', async () => {
    const state = await opened(disk(`${SOURCE}!`).client)
    await vi.waitFor(() => expect(state.problems).toHaveLength(1))
    state.typeProblems = [
      { line: 2, column: 3, message: 'Unexpected “!”.' },
      { line: 1, column: 1, message: 'Cannot find name “x”.' },
    ]
    expect(state.problems.map(problem => problem.line)).toEqual([1, 2])
  })
})
