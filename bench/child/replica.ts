import '../../test/faults/replica.js';
