import '../../test/faults/platforms.js';
