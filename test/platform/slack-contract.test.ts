import { adapterContract } from '../contract/adapters.js';
import { slackSurface } from '../support/slack/harness.js';

adapterContract('Slack over Socket Mode', (desk) => slackSurface(desk, 'socket'));
adapterContract('Slack over signed HTTP', (desk) => slackSurface(desk, 'http'));
