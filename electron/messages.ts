import { ipcMain, MessageChannelMain, type MessagePortMain } from 'electron/main'
import type { Peer } from './preload'
import { isOurPage } from './security'

/** Hands a port to whoever is to answer on it; false when nobody can. */
export type Connect = (port: MessagePortMain) => boolean | Promise<boolean>

/** The page's one message: it asks for a port to a peer. Of any other page it is not heard. */
export function answerMessages(peers: Readonly<Record<Peer, Connect>>): void {
  ipcMain.on('connect', async ({ senderFrame }, peer: unknown) => {
    if (!isOurPage(senderFrame) || !isPeer(peer)) return
    const { port1, port2 } = new MessageChannelMain()
    const isConnected = await peers[peer](port1)
    // The page may have been reloaded meanwhile; without a port it asks again by itself.
    if (isConnected && !senderFrame.isDestroyed()) senderFrame.postMessage('port', peer, [port2])
    else port1.close()
  })
}

const isPeer = (peer: unknown): peer is Peer => peer === 'engine' || peer === 'shell'
