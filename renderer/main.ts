import { mount } from 'svelte'
import App from './App.svelte'
import { AppState } from './app/app-state.svelte'
import { restorePreferences } from './app/preferences'
import { createEngineClient } from './client/engine-client'
import './styles/main.css'

restorePreferences()

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no #app')

const app: AppState = new AppState(createEngineClient(isConnected => void app.connectionChanged(isConnected)))

mount(App, { target, props: { app } })
