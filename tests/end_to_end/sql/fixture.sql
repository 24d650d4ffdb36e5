-- Written by make_fixture.py; rows for a store of cae-lab. Runs named sample-* are invented.
BEGIN;
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (1, '0001-report-cae-s0', 'report-cae', '', 0, 'done', NULL, 'experiments/report-cae.yaml', 'experiment: report-cae
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"report-cae","set":{"width":112.0},"train":{"batch":100,"epochs":100,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":0},"variant":""}', 'cae-lab run experiments/report-cae.yaml', 'not recorded (Keras)', 'not recorded', 'not recorded', 'not recorded', 0, NULL, 306699, 303623, 100, '2026-01-05T08:00:00Z', '2026-01-05T11:00:00Z', 10800.0);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 1, 0.4505, 0.6435, 108.0, 0.001, 555.6, '2026-01-05T08:01:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 2, 0.3643, 0.7304, 108.0, 0.001, 555.6, '2026-01-05T08:03:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 3, 0.3527, 0.7493, 108.0, 0.001, 555.6, '2026-01-05T08:05:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 4, 0.3482, 0.6644, 108.0, 0.001, 555.6, '2026-01-05T08:07:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 5, 0.345, 0.5278, 108.0, 0.001, 555.6, '2026-01-05T08:09:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 6, 0.3434, 0.4344, 108.0, 0.001, 555.6, '2026-01-05T08:10:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 7, 0.3428, 0.3559, 108.0, 0.001, 555.6, '2026-01-05T08:12:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 8, 0.3416, 0.3365, 108.0, 0.001, 555.6, '2026-01-05T08:14:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 9, 0.342, 0.345, 108.0, 0.001, 555.6, '2026-01-05T08:16:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 10, 0.3393, 0.3441, 108.0, 0.001, 555.6, '2026-01-05T08:18:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 11, 0.3384, 0.3348, 108.0, 0.001, 555.6, '2026-01-05T08:19:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 12, 0.3382, 0.3455, 108.0, 0.001, 555.6, '2026-01-05T08:21:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 13, 0.3385, 0.3476, 108.0, 0.001, 555.6, '2026-01-05T08:23:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 14, 0.3383, 0.351, 108.0, 0.001, 555.6, '2026-01-05T08:25:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 15, 0.3369, 0.3366, 108.0, 0.001, 555.6, '2026-01-05T08:27:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 16, 0.3369, 0.3388, 108.0, 0.001, 555.6, '2026-01-05T08:28:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 17, 0.3364, 0.3449, 108.0, 0.001, 555.6, '2026-01-05T08:30:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 18, 0.3368, 0.3339, 108.0, 0.001, 555.6, '2026-01-05T08:32:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 19, 0.3355, 0.3428, 108.0, 0.001, 555.6, '2026-01-05T08:34:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 20, 0.334, 0.3329, 108.0, 0.001, 555.6, '2026-01-05T08:36:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 21, 0.3351, 0.3433, 108.0, 0.001, 555.6, '2026-01-05T08:37:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 22, 0.3343, 0.3348, 108.0, 0.001, 555.6, '2026-01-05T08:39:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 23, 0.334, 0.3374, 108.0, 0.001, 555.6, '2026-01-05T08:41:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 24, 0.3335, 0.3337, 108.0, 0.001, 555.6, '2026-01-05T08:43:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 25, 0.3331, 0.3372, 108.0, 0.001, 555.6, '2026-01-05T08:45:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 26, 0.3348, 0.3388, 108.0, 0.001, 555.6, '2026-01-05T08:46:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 27, 0.3344, 0.3354, 108.0, 0.001, 555.6, '2026-01-05T08:48:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 28, 0.3327, 0.3362, 108.0, 0.001, 555.6, '2026-01-05T08:50:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 29, 0.3326, 0.3322, 108.0, 0.001, 555.6, '2026-01-05T08:52:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 30, 0.3325, 0.3326, 108.0, 0.001, 555.6, '2026-01-05T08:54:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 31, 0.3323, 0.3345, 108.0, 0.001, 555.6, '2026-01-05T08:55:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 32, 0.3332, 0.3323, 108.0, 0.001, 555.6, '2026-01-05T08:57:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 33, 0.3314, 0.3307, 108.0, 0.001, 555.6, '2026-01-05T08:59:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 34, 0.3333, 0.3361, 108.0, 0.001, 555.6, '2026-01-05T09:01:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 35, 0.3323, 0.3302, 108.0, 0.001, 555.6, '2026-01-05T09:03:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 36, 0.3311, 0.3317, 108.0, 0.001, 555.6, '2026-01-05T09:04:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 37, 0.3322, 0.3343, 108.0, 0.001, 555.6, '2026-01-05T09:06:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 38, 0.3316, 0.3307, 108.0, 0.001, 555.6, '2026-01-05T09:08:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 39, 0.3309, 0.3315, 108.0, 0.001, 555.6, '2026-01-05T09:10:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 40, 0.3313, 0.3312, 108.0, 0.001, 555.6, '2026-01-05T09:12:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 41, 0.3306, 0.3369, 108.0, 0.001, 555.6, '2026-01-05T09:13:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 42, 0.3311, 0.33, 108.0, 0.001, 555.6, '2026-01-05T09:15:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 43, 0.3304, 0.337, 108.0, 0.001, 555.6, '2026-01-05T09:17:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 44, 0.3306, 0.3316, 108.0, 0.001, 555.6, '2026-01-05T09:19:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 45, 0.3298, 0.3326, 108.0, 0.001, 555.6, '2026-01-05T09:21:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 46, 0.3302, 0.3362, 108.0, 0.001, 555.6, '2026-01-05T09:22:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 47, 0.3305, 0.3361, 108.0, 0.001, 555.6, '2026-01-05T09:24:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 48, 0.3301, 0.3305, 108.0, 0.001, 555.6, '2026-01-05T09:26:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 49, 0.3287, 0.3355, 108.0, 0.001, 555.6, '2026-01-05T09:28:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 50, 0.3301, 0.3345, 108.0, 0.001, 555.6, '2026-01-05T09:30:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 51, 0.3295, 0.3296, 108.0, 0.001, 555.6, '2026-01-05T09:31:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 52, 0.3294, 0.3374, 108.0, 0.001, 555.6, '2026-01-05T09:33:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 53, 0.329, 0.3337, 108.0, 0.001, 555.6, '2026-01-05T09:35:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 54, 0.3291, 0.3379, 108.0, 0.001, 555.6, '2026-01-05T09:37:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 55, 0.329, 0.3315, 108.0, 0.001, 555.6, '2026-01-05T09:39:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 56, 0.3289, 0.3299, 108.0, 0.001, 555.6, '2026-01-05T09:40:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 57, 0.3279, 0.3329, 108.0, 0.001, 555.6, '2026-01-05T09:42:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 58, 0.329, 0.3333, 108.0, 0.001, 555.6, '2026-01-05T09:44:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 59, 0.3289, 0.3328, 108.0, 0.001, 555.6, '2026-01-05T09:46:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 60, 0.3281, 0.3321, 108.0, 0.001, 555.6, '2026-01-05T09:48:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 61, 0.3276, 0.3307, 108.0, 0.001, 555.6, '2026-01-05T09:49:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 62, 0.3284, 0.3317, 108.0, 0.001, 555.6, '2026-01-05T09:51:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 63, 0.3277, 0.3328, 108.0, 0.001, 555.6, '2026-01-05T09:53:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 64, 0.3286, 0.3336, 108.0, 0.001, 555.6, '2026-01-05T09:55:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 65, 0.328, 0.3344, 108.0, 0.001, 555.6, '2026-01-05T09:57:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 66, 0.3277, 0.3311, 108.0, 0.001, 555.6, '2026-01-05T09:58:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 67, 0.3268, 0.3303, 108.0, 0.001, 555.6, '2026-01-05T10:00:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 68, 0.3281, 0.3317, 108.0, 0.001, 555.6, '2026-01-05T10:02:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 69, 0.3273, 0.3303, 108.0, 0.001, 555.6, '2026-01-05T10:04:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 70, 0.3273, 0.3364, 108.0, 0.001, 555.6, '2026-01-05T10:06:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 71, 0.3272, 0.3326, 108.0, 0.001, 555.6, '2026-01-05T10:07:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 72, 0.3268, 0.3315, 108.0, 0.001, 555.6, '2026-01-05T10:09:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 73, 0.3262, 0.3328, 108.0, 0.001, 555.6, '2026-01-05T10:11:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 74, 0.328, 0.3329, 108.0, 0.001, 555.6, '2026-01-05T10:13:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 75, 0.3267, 0.3407, 108.0, 0.001, 555.6, '2026-01-05T10:15:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 76, 0.3277, 0.3304, 108.0, 0.001, 555.6, '2026-01-05T10:16:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 77, 0.3265, 0.3299, 108.0, 0.001, 555.6, '2026-01-05T10:18:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 78, 0.3272, 0.3336, 108.0, 0.001, 555.6, '2026-01-05T10:20:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 79, 0.3263, 0.3319, 108.0, 0.001, 555.6, '2026-01-05T10:22:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 80, 0.3258, 0.3313, 108.0, 0.001, 555.6, '2026-01-05T10:24:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 81, 0.3265, 0.3304, 108.0, 0.001, 555.6, '2026-01-05T10:25:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 82, 0.3261, 0.3311, 108.0, 0.001, 555.6, '2026-01-05T10:27:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 83, 0.326, 0.3317, 108.0, 0.001, 555.6, '2026-01-05T10:29:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 84, 0.3257, 0.3303, 108.0, 0.001, 555.6, '2026-01-05T10:31:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 85, 0.3254, 0.3322, 108.0, 0.001, 555.6, '2026-01-05T10:33:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 86, 0.3253, 0.3332, 108.0, 0.001, 555.6, '2026-01-05T10:34:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 87, 0.3255, 0.3301, 108.0, 0.001, 555.6, '2026-01-05T10:36:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 88, 0.3265, 0.3334, 108.0, 0.001, 555.6, '2026-01-05T10:38:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 89, 0.3254, 0.3314, 108.0, 0.001, 555.6, '2026-01-05T10:40:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 90, 0.3251, 0.3296, 108.0, 0.001, 555.6, '2026-01-05T10:42:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 91, 0.3261, 0.3339, 108.0, 0.001, 555.6, '2026-01-05T10:43:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 92, 0.3258, 0.3308, 108.0, 0.001, 555.6, '2026-01-05T10:45:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 93, 0.3253, 0.3296, 108.0, 0.001, 555.6, '2026-01-05T10:47:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 94, 0.3253, 0.3311, 108.0, 0.001, 555.6, '2026-01-05T10:49:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 95, 0.3259, 0.3306, 108.0, 0.001, 555.6, '2026-01-05T10:51:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 96, 0.3244, 0.331, 108.0, 0.001, 555.6, '2026-01-05T10:52:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 97, 0.3248, 0.3306, 108.0, 0.001, 555.6, '2026-01-05T10:54:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 98, 0.325, 0.3315, 108.0, 0.001, 555.6, '2026-01-05T10:56:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 99, 0.3246, 0.3303, 108.0, 0.001, 555.6, '2026-01-05T10:58:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (1, 100, 0.3259, 0.3304, 108.0, 0.001, 555.6, '2026-01-05T11:00:00Z');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (1, 'plot', '0001-report-cae-s0/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (1, 'checkpoint', '0001-report-cae-s0/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (2, '0002-report-denoise-s0', 'report-denoise', '', 0, 'done', NULL, 'experiments/report-denoise.yaml', 'experiment: report-denoise
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[{"clip":true,"draw":"once","plugin":"gaussian-noise","sigma":0.2}],"data":{"dataset":"fashion-mnist"},"experiment":"report-denoise","set":{"width":112.0},"train":{"batch":100,"epochs":100,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":0},"variant":""}', 'cae-lab run experiments/report-denoise.yaml', 'not recorded (Keras)', 'not recorded', 'not recorded', 'not recorded', 0, NULL, 306699, 303623, 100, '2026-01-05T11:10:00Z', '2026-01-05T14:10:00Z', 10800.0);
INSERT INTO plugins (run_id, name, version, path, sha256)
VALUES (2, 'gaussian-noise', '1.0.0', 'plugins/gaussian-noise.so', '5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 1, 0.3705, 0.4572, 108.0, 0.001, 555.6, '2026-01-05T11:11:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 2, 0.3521, 0.3663, 108.0, 0.001, 555.6, '2026-01-05T11:13:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 3, 0.3483, 0.3526, 108.0, 0.001, 555.6, '2026-01-05T11:15:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 4, 0.3468, 0.3515, 108.0, 0.001, 555.6, '2026-01-05T11:17:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 5, 0.3443, 0.344, 108.0, 0.001, 555.6, '2026-01-05T11:19:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 6, 0.3433, 0.3468, 108.0, 0.001, 555.6, '2026-01-05T11:20:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 7, 0.3416, 0.3461, 108.0, 0.001, 555.6, '2026-01-05T11:22:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 8, 0.3402, 0.3448, 108.0, 0.001, 555.6, '2026-01-05T11:24:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 9, 0.3398, 0.3482, 108.0, 0.001, 555.6, '2026-01-05T11:26:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 10, 0.3389, 0.3462, 108.0, 0.001, 555.6, '2026-01-05T11:28:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 11, 0.3375, 0.3477, 108.0, 0.001, 555.6, '2026-01-05T11:29:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 12, 0.3374, 0.3464, 108.0, 0.001, 555.6, '2026-01-05T11:31:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 13, 0.3356, 0.3493, 108.0, 0.001, 555.6, '2026-01-05T11:33:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 14, 0.3354, 0.3491, 108.0, 0.001, 555.6, '2026-01-05T11:35:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 15, 0.3358, 0.3477, 108.0, 0.001, 555.6, '2026-01-05T11:37:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 16, 0.3345, 0.3499, 108.0, 0.001, 555.6, '2026-01-05T11:38:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 17, 0.3342, 0.3518, 108.0, 0.001, 555.6, '2026-01-05T11:40:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 18, 0.3341, 0.348, 108.0, 0.001, 555.6, '2026-01-05T11:42:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 19, 0.3323, 0.3497, 108.0, 0.001, 555.6, '2026-01-05T11:44:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 20, 0.3327, 0.3496, 108.0, 0.001, 555.6, '2026-01-05T11:46:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 21, 0.3324, 0.3503, 108.0, 0.001, 555.6, '2026-01-05T11:47:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 22, 0.3319, 0.3513, 108.0, 0.001, 555.6, '2026-01-05T11:49:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 23, 0.3324, 0.3529, 108.0, 0.001, 555.6, '2026-01-05T11:51:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 24, 0.3309, 0.3513, 108.0, 0.001, 555.6, '2026-01-05T11:53:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 25, 0.3313, 0.3509, 108.0, 0.001, 555.6, '2026-01-05T11:55:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 26, 0.3308, 0.3525, 108.0, 0.001, 555.6, '2026-01-05T11:56:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 27, 0.3306, 0.3514, 108.0, 0.001, 555.6, '2026-01-05T11:58:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 28, 0.3296, 0.3521, 108.0, 0.001, 555.6, '2026-01-05T12:00:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 29, 0.3295, 0.3538, 108.0, 0.001, 555.6, '2026-01-05T12:02:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 30, 0.329, 0.3529, 108.0, 0.001, 555.6, '2026-01-05T12:04:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 31, 0.3295, 0.3528, 108.0, 0.001, 555.6, '2026-01-05T12:05:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 32, 0.3298, 0.3538, 108.0, 0.001, 555.6, '2026-01-05T12:07:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 33, 0.33, 0.3528, 108.0, 0.001, 555.6, '2026-01-05T12:09:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 34, 0.3287, 0.3546, 108.0, 0.001, 555.6, '2026-01-05T12:11:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 35, 0.3292, 0.3542, 108.0, 0.001, 555.6, '2026-01-05T12:13:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 36, 0.3283, 0.3532, 108.0, 0.001, 555.6, '2026-01-05T12:14:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 37, 0.3277, 0.3553, 108.0, 0.001, 555.6, '2026-01-05T12:16:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 38, 0.3278, 0.3557, 108.0, 0.001, 555.6, '2026-01-05T12:18:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 39, 0.3273, 0.3547, 108.0, 0.001, 555.6, '2026-01-05T12:20:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 40, 0.3272, 0.3557, 108.0, 0.001, 555.6, '2026-01-05T12:22:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 41, 0.3271, 0.3555, 108.0, 0.001, 555.6, '2026-01-05T12:23:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 42, 0.3279, 0.3552, 108.0, 0.001, 555.6, '2026-01-05T12:25:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 43, 0.3276, 0.3557, 108.0, 0.001, 555.6, '2026-01-05T12:27:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 44, 0.3279, 0.3563, 108.0, 0.001, 555.6, '2026-01-05T12:29:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 45, 0.3274, 0.3545, 108.0, 0.001, 555.6, '2026-01-05T12:31:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 46, 0.3272, 0.3576, 108.0, 0.001, 555.6, '2026-01-05T12:32:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 47, 0.3273, 0.3552, 108.0, 0.001, 555.6, '2026-01-05T12:34:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 48, 0.3267, 0.3565, 108.0, 0.001, 555.6, '2026-01-05T12:36:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 49, 0.3273, 0.3574, 108.0, 0.001, 555.6, '2026-01-05T12:38:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 50, 0.3273, 0.3581, 108.0, 0.001, 555.6, '2026-01-05T12:40:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 51, 0.326, 0.3601, 108.0, 0.001, 555.6, '2026-01-05T12:41:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 52, 0.3264, 0.3546, 108.0, 0.001, 555.6, '2026-01-05T12:43:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 53, 0.326, 0.3558, 108.0, 0.001, 555.6, '2026-01-05T12:45:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 54, 0.326, 0.3589, 108.0, 0.001, 555.6, '2026-01-05T12:47:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 55, 0.3276, 0.355, 108.0, 0.001, 555.6, '2026-01-05T12:49:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 56, 0.3271, 0.3587, 108.0, 0.001, 555.6, '2026-01-05T12:50:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 57, 0.3257, 0.3563, 108.0, 0.001, 555.6, '2026-01-05T12:52:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 58, 0.3273, 0.356, 108.0, 0.001, 555.6, '2026-01-05T12:54:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 59, 0.3257, 0.3588, 108.0, 0.001, 555.6, '2026-01-05T12:56:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 60, 0.3252, 0.3575, 108.0, 0.001, 555.6, '2026-01-05T12:58:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 61, 0.3253, 0.358, 108.0, 0.001, 555.6, '2026-01-05T12:59:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 62, 0.3253, 0.3559, 108.0, 0.001, 555.6, '2026-01-05T13:01:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 63, 0.3252, 0.3572, 108.0, 0.001, 555.6, '2026-01-05T13:03:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 64, 0.3267, 0.3571, 108.0, 0.001, 555.6, '2026-01-05T13:05:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 65, 0.3248, 0.3581, 108.0, 0.001, 555.6, '2026-01-05T13:07:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 66, 0.3249, 0.3584, 108.0, 0.001, 555.6, '2026-01-05T13:08:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 67, 0.3247, 0.358, 108.0, 0.001, 555.6, '2026-01-05T13:10:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 68, 0.3255, 0.3597, 108.0, 0.001, 555.6, '2026-01-05T13:12:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 69, 0.3254, 0.3563, 108.0, 0.001, 555.6, '2026-01-05T13:14:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 70, 0.3249, 0.3577, 108.0, 0.001, 555.6, '2026-01-05T13:16:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 71, 0.3246, 0.3578, 108.0, 0.001, 555.6, '2026-01-05T13:17:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 72, 0.3256, 0.358, 108.0, 0.001, 555.6, '2026-01-05T13:19:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 73, 0.3244, 0.3616, 108.0, 0.001, 555.6, '2026-01-05T13:21:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 74, 0.3255, 0.3622, 108.0, 0.001, 555.6, '2026-01-05T13:23:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 75, 0.3575, 0.325, 108.0, 0.001, 555.6, '2026-01-05T13:25:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 76, 0.3601, 0.3243, 108.0, 0.001, 555.6, '2026-01-05T13:26:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 77, 0.359, 0.3243, 108.0, 0.001, 555.6, '2026-01-05T13:28:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 78, 0.3615, 0.3245, 108.0, 0.001, 555.6, '2026-01-05T13:30:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 79, 0.3605, 0.3244, 108.0, 0.001, 555.6, '2026-01-05T13:32:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 80, 0.3243, 0.359, 108.0, 0.001, 555.6, '2026-01-05T13:34:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 81, 0.3239, 0.3617, 108.0, 0.001, 555.6, '2026-01-05T13:35:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 82, 0.3248, 0.3582, 108.0, 0.001, 555.6, '2026-01-05T13:37:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 83, 0.3241, 0.3584, 108.0, 0.001, 555.6, '2026-01-05T13:39:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 84, 0.3239, 0.3602, 108.0, 0.001, 555.6, '2026-01-05T13:41:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 85, 0.324, 0.3596, 108.0, 0.001, 555.6, '2026-01-05T13:43:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 86, 0.324, 0.3592, 108.0, 0.001, 555.6, '2026-01-05T13:44:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 87, 0.3238, 0.3601, 108.0, 0.001, 555.6, '2026-01-05T13:46:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 88, 0.3243, 0.3604, 108.0, 0.001, 555.6, '2026-01-05T13:48:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 89, 0.3238, 0.3611, 108.0, 0.001, 555.6, '2026-01-05T13:50:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 90, 0.3242, 0.3598, 108.0, 0.001, 555.6, '2026-01-05T13:52:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 91, 0.3237, 0.3596, 108.0, 0.001, 555.6, '2026-01-05T13:53:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 92, 0.3232, 0.3604, 108.0, 0.001, 555.6, '2026-01-05T13:55:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 93, 0.3231, 0.3603, 108.0, 0.001, 555.6, '2026-01-05T13:57:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 94, 0.3237, 0.3602, 108.0, 0.001, 555.6, '2026-01-05T13:59:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 95, 0.3236, 0.3607, 108.0, 0.001, 555.6, '2026-01-05T14:01:00Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 96, 0.3234, 0.3598, 108.0, 0.001, 555.6, '2026-01-05T14:02:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 97, 0.3233, 0.3594, 108.0, 0.001, 555.6, '2026-01-05T14:04:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 98, 0.3235, 0.3596, 108.0, 0.001, 555.6, '2026-01-05T14:06:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 99, 0.3227, 0.3604, 108.0, 0.001, 555.6, '2026-01-05T14:08:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (2, 100, 0.3239, 0.3605, 108.0, 0.001, 555.6, '2026-01-05T14:10:00Z');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (2, 'plot', '0002-report-denoise-s0/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (2, 'checkpoint', '0002-report-denoise-s0/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (3, '0003-sample-widths-s1', 'sample-widths', '', 1, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":""}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 12, '2026-01-05T14:20:00Z', '2026-01-05T14:36:26Z', 986.4);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 1, 0.449185, 0.586666, 82.2, 0.001, 729.9, '2026-01-05T14:21:22Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 2, 0.389814, 0.428024, 82.2, 0.001, 729.9, '2026-01-05T14:22:44Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 3, 0.360555, 0.368467, 82.2, 0.001, 729.9, '2026-01-05T14:24:07Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 4, 0.345335, 0.357699, 82.2, 0.001, 729.9, '2026-01-05T14:25:29Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 5, 0.337176, 0.34901, 82.2, 0.001, 729.9, '2026-01-05T14:26:51Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 6, 0.333049, 0.340185, 82.2, 0.001, 729.9, '2026-01-05T14:28:13Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 7, 0.330909, 0.337275, 82.2, 0.001, 729.9, '2026-01-05T14:29:35Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 8, 0.329542, 0.335392, 82.2, 0.001, 729.9, '2026-01-05T14:30:58Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 9, 0.329176, 0.334647, 82.2, 0.001, 729.9, '2026-01-05T14:32:20Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 10, 0.32901, 0.334282, 82.2, 0.001, 729.9, '2026-01-05T14:33:42Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 11, 0.328455, 0.334434, 82.2, 0.001, 729.9, '2026-01-05T14:35:04Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (3, 12, 0.32864, 0.33462, 82.2, 0.001, 729.9, '2026-01-05T14:36:26Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (3, 'pca', 'latent-code.explained_variance_ratio', 0.9841);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (3, 'pca', 'latent-code.reconstruction_error', 0.1163);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (3, 'plot', '0003-sample-widths-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (3, 'checkpoint', '0003-sample-widths-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (4, '0004-sample-widths-s2', 'sample-widths', '', 2, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":2},"variant":""}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 12, '2026-01-05T14:46:26Z', '2026-01-05T15:03:01Z', 994.8);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 1, 0.449132, 0.57113, 82.9, 0.001, 723.8, '2026-01-05T14:47:49Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 2, 0.389709, 0.426963, 82.9, 0.001, 723.8, '2026-01-05T14:49:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 3, 0.360264, 0.371098, 82.9, 0.001, 723.8, '2026-01-05T14:50:35Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 4, 0.345006, 0.370208, 82.9, 0.001, 723.8, '2026-01-05T14:51:58Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 5, 0.337081, 0.347506, 82.9, 0.001, 723.8, '2026-01-05T14:53:20Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 6, 0.333187, 0.33861, 82.9, 0.001, 723.8, '2026-01-05T14:54:43Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 7, 0.33098, 0.338336, 82.9, 0.001, 723.8, '2026-01-05T14:56:06Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 8, 0.330045, 0.335042, 82.9, 0.001, 723.8, '2026-01-05T14:57:29Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 9, 0.328878, 0.334592, 82.9, 0.001, 723.8, '2026-01-05T14:58:52Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 10, 0.328952, 0.334856, 82.9, 0.001, 723.8, '2026-01-05T15:00:15Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 11, 0.328634, 0.334526, 82.9, 0.001, 723.8, '2026-01-05T15:01:38Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (4, 12, 0.328587, 0.334473, 82.9, 0.001, 723.8, '2026-01-05T15:03:01Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (4, 'pca', 'latent-code.explained_variance_ratio', 0.9789);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (4, 'pca', 'latent-code.reconstruction_error', 0.1148);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (4, 'plot', '0004-sample-widths-s2/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (4, 'checkpoint', '0004-sample-widths-s2/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (5, '0005-sample-widths-s3', 'sample-widths', '', 3, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":3},"variant":""}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 12, '2026-01-05T15:13:01Z', '2026-01-05T15:29:44Z', 1003.2);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 1, 0.449042, 0.556224, 83.6, 0.001, 717.7, '2026-01-05T15:14:25Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 2, 0.389937, 0.396638, 83.6, 0.001, 717.7, '2026-01-05T15:15:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 3, 0.360073, 0.395972, 83.6, 0.001, 717.7, '2026-01-05T15:17:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 4, 0.345144, 0.358351, 83.6, 0.001, 717.7, '2026-01-05T15:18:35Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 5, 0.337609, 0.341994, 83.6, 0.001, 717.7, '2026-01-05T15:19:59Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 6, 0.333009, 0.340366, 83.6, 0.001, 717.7, '2026-01-05T15:21:23Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 7, 0.331052, 0.336521, 83.6, 0.001, 717.7, '2026-01-05T15:22:46Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 8, 0.33013, 0.336308, 83.6, 0.001, 717.7, '2026-01-05T15:24:10Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 9, 0.328961, 0.3348, 83.6, 0.001, 717.7, '2026-01-05T15:25:33Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 10, 0.32878, 0.334849, 83.6, 0.001, 717.7, '2026-01-05T15:26:57Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 11, 0.328475, 0.334356, 83.6, 0.001, 717.7, '2026-01-05T15:28:21Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (5, 12, 0.328334, 0.334757, 83.6, 0.001, 717.7, '2026-01-05T15:29:44Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (5, 'pca', 'latent-code.explained_variance_ratio', 0.976);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (5, 'pca', 'latent-code.reconstruction_error', 0.1229);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (5, 'plot', '0005-sample-widths-s3/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (5, 'checkpoint', '0005-sample-widths-s3/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (6, '0006-sample-widths-narrow-s1', 'sample-widths', 'narrow', 1, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 56
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":56.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":"narrow"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 97707, 95303, 12, '2026-01-05T15:39:44Z', '2026-01-05T15:44:42Z', 297.6);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 1, 0.453414, 0.500375, 24.8, 0.001, 2419.4, '2026-01-05T15:40:09Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 2, 0.394068, 0.404052, 24.8, 0.001, 2419.4, '2026-01-05T15:40:34Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 3, 0.364109, 0.370676, 24.8, 0.001, 2419.4, '2026-01-05T15:40:58Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 4, 0.349043, 0.355508, 24.8, 0.001, 2419.4, '2026-01-05T15:41:23Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 5, 0.341254, 0.354868, 24.8, 0.001, 2419.4, '2026-01-05T15:41:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 6, 0.336994, 0.34614, 24.8, 0.001, 2419.4, '2026-01-05T15:42:13Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 7, 0.334897, 0.340485, 24.8, 0.001, 2419.4, '2026-01-05T15:42:38Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 8, 0.333803, 0.339205, 24.8, 0.001, 2419.4, '2026-01-05T15:43:02Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 9, 0.332967, 0.339254, 24.8, 0.001, 2419.4, '2026-01-05T15:43:27Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 10, 0.332639, 0.33867, 24.8, 0.001, 2419.4, '2026-01-05T15:43:52Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 11, 0.332728, 0.338772, 24.8, 0.001, 2419.4, '2026-01-05T15:44:17Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (6, 12, 0.332551, 0.339372, 24.8, 0.001, 2419.4, '2026-01-05T15:44:42Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (6, 'pca', 'latent-code.explained_variance_ratio', 0.9893);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (6, 'pca', 'latent-code.reconstruction_error', 0.1396);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (6, 'plot', '0006-sample-widths-narrow-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (6, 'checkpoint', '0006-sample-widths-narrow-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (7, '0007-sample-widths-narrow-s2', 'sample-widths', 'narrow', 2, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 56
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":56.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":2},"variant":"narrow"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 97707, 95303, 12, '2026-01-05T15:54:42Z', '2026-01-05T15:59:48Z', 306.0);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 1, 0.453123, 0.590243, 25.5, 0.001, 2352.9, '2026-01-05T15:55:08Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 2, 0.393553, 0.447677, 25.5, 0.001, 2352.9, '2026-01-05T15:55:33Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 3, 0.364149, 0.391192, 25.5, 0.001, 2352.9, '2026-01-05T15:55:58Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 4, 0.349207, 0.35778, 25.5, 0.001, 2352.9, '2026-01-05T15:56:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 5, 0.341575, 0.355261, 25.5, 0.001, 2352.9, '2026-01-05T15:56:50Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 6, 0.337082, 0.34625, 25.5, 0.001, 2352.9, '2026-01-05T15:57:15Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 7, 0.335288, 0.341202, 25.5, 0.001, 2352.9, '2026-01-05T15:57:40Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 8, 0.333827, 0.339673, 25.5, 0.001, 2352.9, '2026-01-05T15:58:06Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 9, 0.33338, 0.339441, 25.5, 0.001, 2352.9, '2026-01-05T15:58:32Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 10, 0.333057, 0.339133, 25.5, 0.001, 2352.9, '2026-01-05T15:58:57Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 11, 0.332609, 0.338217, 25.5, 0.001, 2352.9, '2026-01-05T15:59:22Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (7, 12, 0.332382, 0.338869, 25.5, 0.001, 2352.9, '2026-01-05T15:59:48Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (7, 'pca', 'latent-code.explained_variance_ratio', 0.9845);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (7, 'pca', 'latent-code.reconstruction_error', 0.1102);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (7, 'plot', '0007-sample-widths-narrow-s2/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (7, 'checkpoint', '0007-sample-widths-narrow-s2/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (8, '0008-sample-widths-narrow-s3', 'sample-widths', 'narrow', 3, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 56
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":56.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":3},"variant":"narrow"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 97707, 95303, 12, '2026-01-05T16:09:48Z', '2026-01-05T16:15:02Z', 314.4);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 1, 0.453369, 0.53113, 26.2, 0.001, 2290.1, '2026-01-05T16:10:14Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 2, 0.393986, 0.437813, 26.2, 0.001, 2290.1, '2026-01-05T16:10:40Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 3, 0.364161, 0.389533, 26.2, 0.001, 2290.1, '2026-01-05T16:11:07Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 4, 0.349003, 0.371243, 26.2, 0.001, 2290.1, '2026-01-05T16:11:33Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 5, 0.341367, 0.346904, 26.2, 0.001, 2290.1, '2026-01-05T16:11:59Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 6, 0.337346, 0.343999, 26.2, 0.001, 2290.1, '2026-01-05T16:12:25Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 7, 0.335285, 0.341908, 26.2, 0.001, 2290.1, '2026-01-05T16:12:51Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 8, 0.333927, 0.3391, 26.2, 0.001, 2290.1, '2026-01-05T16:13:18Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 9, 0.333341, 0.339575, 26.2, 0.001, 2290.1, '2026-01-05T16:13:44Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 10, 0.332955, 0.338938, 26.2, 0.001, 2290.1, '2026-01-05T16:14:10Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 11, 0.332569, 0.33804, 26.2, 0.001, 2290.1, '2026-01-05T16:14:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (8, 12, 0.332189, 0.337948, 26.2, 0.001, 2290.1, '2026-01-05T16:15:02Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (8, 'pca', 'latent-code.explained_variance_ratio', 0.9744);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (8, 'pca', 'latent-code.reconstruction_error', 0.1283);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (8, 'plot', '0008-sample-widths-narrow-s3/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (8, 'checkpoint', '0008-sample-widths-narrow-s3/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (9, '0009-sample-widths-no-batch-norm-s1', 'sample-widths', 'no-batch-norm', 1, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    pool max 2
    conv width 3x3 relu
    pool max 2
    flatten
    dense 2 relu as code
  }
  decoder {
    dense 1024 relu
    reshape 4x4x64
    upsample 3
    conv width 3x3 relu
    upsample 3
    conv width 3x3 relu
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":"no-batch-norm"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 300547, 300547, 12, '2026-01-05T16:25:02Z', '2026-01-05T16:39:13Z', 850.8);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 1, 0.457007, 0.476665, 70.9, 0.001, 846.3, '2026-01-05T16:26:13Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 2, 0.397036, 0.426009, 70.9, 0.001, 846.3, '2026-01-05T16:27:24Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 3, 0.367588, 0.38507, 70.9, 0.001, 846.3, '2026-01-05T16:28:35Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 4, 0.352767, 0.375562, 70.9, 0.001, 846.3, '2026-01-05T16:29:46Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 5, 0.344718, 0.352937, 70.9, 0.001, 846.3, '2026-01-05T16:30:56Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 6, 0.340767, 0.34592, 70.9, 0.001, 846.3, '2026-01-05T16:32:07Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 7, 0.338709, 0.345709, 70.9, 0.001, 846.3, '2026-01-05T16:33:18Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 8, 0.337459, 0.342703, 70.9, 0.001, 846.3, '2026-01-05T16:34:29Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 9, 0.336881, 0.342058, 70.9, 0.001, 846.3, '2026-01-05T16:35:40Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 10, 0.336319, 0.341408, 70.9, 0.001, 846.3, '2026-01-05T16:36:51Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 11, 0.335771, 0.34187, 70.9, 0.001, 846.3, '2026-01-05T16:38:02Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (9, 12, 0.335711, 0.342225, 70.9, 0.001, 846.3, '2026-01-05T16:39:13Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (9, 'pca', 'latent-code.explained_variance_ratio', 0.971);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (9, 'pca', 'latent-code.reconstruction_error', 0.1279);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (9, 'plot', '0009-sample-widths-no-batch-norm-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (9, 'checkpoint', '0009-sample-widths-no-batch-norm-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (10, '0010-sample-widths-no-batch-norm-s2', 'sample-widths', 'no-batch-norm', 2, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    pool max 2
    conv width 3x3 relu
    pool max 2
    flatten
    dense 2 relu as code
  }
  decoder {
    dense 1024 relu
    reshape 4x4x64
    upsample 3
    conv width 3x3 relu
    upsample 3
    conv width 3x3 relu
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":2},"variant":"no-batch-norm"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 300547, 300547, 12, '2026-01-05T16:49:13Z', '2026-01-05T17:03:32Z', 859.2);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 1, 0.456913, 0.525034, 71.6, 0.001, 838.0, '2026-01-05T16:50:25Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 2, 0.397273, 0.434489, 71.6, 0.001, 838.0, '2026-01-05T16:51:36Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 3, 0.367635, 0.407843, 71.6, 0.001, 838.0, '2026-01-05T16:52:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 4, 0.352398, 0.369416, 71.6, 0.001, 838.0, '2026-01-05T16:53:59Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 5, 0.344767, 0.353008, 71.6, 0.001, 838.0, '2026-01-05T16:55:11Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 6, 0.340713, 0.34573, 71.6, 0.001, 838.0, '2026-01-05T16:56:23Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 7, 0.338602, 0.344434, 71.6, 0.001, 838.0, '2026-01-05T16:57:34Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 8, 0.337605, 0.343971, 71.6, 0.001, 838.0, '2026-01-05T16:58:46Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 9, 0.336467, 0.342327, 71.6, 0.001, 838.0, '2026-01-05T16:59:57Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 10, 0.336404, 0.34268, 71.6, 0.001, 838.0, '2026-01-05T17:01:09Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 11, 0.335825, 0.341979, 71.6, 0.001, 838.0, '2026-01-05T17:02:21Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (10, 12, 0.335581, 0.341726, 71.6, 0.001, 838.0, '2026-01-05T17:03:32Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (10, 'pca', 'latent-code.explained_variance_ratio', 0.9737);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (10, 'pca', 'latent-code.reconstruction_error', 0.1373);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (10, 'plot', '0010-sample-widths-no-batch-norm-s2/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (10, 'checkpoint', '0010-sample-widths-no-batch-norm-s2/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (11, '0011-sample-widths-no-batch-norm-s3', 'sample-widths', 'no-batch-norm', 3, 'done', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    pool max 2
    conv width 3x3 relu
    pool max 2
    flatten
    dense 2 relu as code
  }
  decoder {
    dense 1024 relu
    reshape 4x4x64
    upsample 3
    conv width 3x3 relu
    upsample 3
    conv width 3x3 relu
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":3},"variant":"no-batch-norm"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 300547, 300547, 12, '2026-01-05T17:13:32Z', '2026-01-05T17:28:00Z', 867.6);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 1, 0.456555, 0.586621, 72.3, 0.001, 829.9, '2026-01-05T17:14:44Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 2, 0.397032, 0.414633, 72.3, 0.001, 829.9, '2026-01-05T17:15:57Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 3, 0.367567, 0.388076, 72.3, 0.001, 829.9, '2026-01-05T17:17:09Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 4, 0.35256, 0.369104, 72.3, 0.001, 829.9, '2026-01-05T17:18:21Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 5, 0.344893, 0.352743, 72.3, 0.001, 829.9, '2026-01-05T17:19:34Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 6, 0.34053, 0.346161, 72.3, 0.001, 829.9, '2026-01-05T17:20:46Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 7, 0.33881, 0.34309, 72.3, 0.001, 829.9, '2026-01-05T17:21:58Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 8, 0.33724, 0.343383, 72.3, 0.001, 829.9, '2026-01-05T17:23:10Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 9, 0.336757, 0.342682, 72.3, 0.001, 829.9, '2026-01-05T17:24:23Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 10, 0.336121, 0.341249, 72.3, 0.001, 829.9, '2026-01-05T17:25:35Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 11, 0.336246, 0.342682, 72.3, 0.001, 829.9, '2026-01-05T17:26:47Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (11, 12, 0.335797, 0.341651, 72.3, 0.001, 829.9, '2026-01-05T17:28:00Z');
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (11, 'pca', 'latent-code.explained_variance_ratio', 0.9751);
INSERT INTO metrics (run_id, analysis, name, value)
VALUES (11, 'pca', 'latent-code.reconstruction_error', 0.1366);
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (11, 'plot', '0011-sample-widths-no-batch-norm-s3/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (11, 'checkpoint', '0011-sample-widths-no-batch-norm-s3/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (12, '0012-sample-widths-transposed-s1', 'sample-widths', 'transposed', 1, 'failed', 'the loss is not finite at epoch 5, step 118', 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    deconv width 3x3 relu stride=3
    bn
    deconv width 3x3 relu stride=3
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":112.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":"transposed"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 12, '2026-01-05T17:38:00Z', '2026-01-05T17:42:24Z', 264.0);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (12, 1, 0.46752, 0.495574, 66.0, 0.001, 909.1, '2026-01-05T17:39:06Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (12, 2, 0.407658, 0.43799, 66.0, 0.001, 909.1, '2026-01-05T17:40:12Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (12, 3, 0.37854, 0.392057, 66.0, 0.001, 909.1, '2026-01-05T17:41:18Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (12, 4, 0.362927, 0.377819, 66.0, 0.001, 909.1, '2026-01-05T17:42:24Z');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (13, '0013-sample-widths-narrow-s4', 'sample-widths', 'narrow', 4, 'stopped', NULL, 'experiments/sample-widths.yaml', 'experiment: sample-widths
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 56
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-widths","set":{"width":56.0},"train":{"batch":100,"epochs":12,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":4},"variant":"narrow"}', 'cae-lab run experiments/sample-widths.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 97707, 95303, 12, '2026-01-05T17:52:24Z', '2026-01-05T17:55:16Z', 172.2);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 1, 0.453071, 0.54566, 24.6, 0.001, 2439.0, '2026-01-05T17:52:49Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 2, 0.393921, 0.426849, 24.6, 0.001, 2439.0, '2026-01-05T17:53:13Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 3, 0.364543, 0.406028, 24.6, 0.001, 2439.0, '2026-01-05T17:53:38Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 4, 0.348938, 0.368469, 24.6, 0.001, 2439.0, '2026-01-05T17:54:02Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 5, 0.341404, 0.356081, 24.6, 0.001, 2439.0, '2026-01-05T17:54:27Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 6, 0.337349, 0.344227, 24.6, 0.001, 2439.0, '2026-01-05T17:54:52Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (13, 7, 0.334772, 0.340782, 24.6, 0.001, 2439.0, '2026-01-05T17:55:16Z');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (14, '0014-sample-threads-s1', 'sample-threads', '', 1, 'done', NULL, 'experiments/sample-threads.yaml', 'experiment: sample-threads
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-threads","set":{"width":112.0},"train":{"batch":100,"epochs":3,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":""}', 'cae-lab run experiments/sample-threads.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 1, NULL, 306699, 303623, 3, '2026-01-05T18:05:16Z', '2026-01-05T18:12:53Z', 457.2);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (14, 1, 0.450062, 0.480403, 152.4, 0.001, 393.7, '2026-01-05T18:07:48Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (14, 2, 0.390601, 0.425038, 152.4, 0.001, 393.7, '2026-01-05T18:10:21Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (14, 3, 0.361225, 0.371521, 152.4, 0.001, 393.7, '2026-01-05T18:12:53Z');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (14, 'plot', '0014-sample-threads-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (14, 'checkpoint', '0014-sample-threads-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (15, '0015-sample-threads-s1', 'sample-threads', '', 1, 'done', NULL, 'experiments/sample-threads.yaml', 'experiment: sample-threads
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-threads","set":{"width":112.0},"train":{"batch":100,"epochs":3,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":""}', 'cae-lab run experiments/sample-threads.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 3, '2026-01-05T18:22:53Z', '2026-01-05T18:26:59Z', 245.7);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (15, 1, 0.450062, 0.480403, 81.9, 0.001, 732.6, '2026-01-05T18:24:15Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (15, 2, 0.390601, 0.425038, 81.9, 0.001, 732.6, '2026-01-05T18:25:37Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (15, 3, 0.361225, 0.371521, 81.9, 0.001, 732.6, '2026-01-05T18:26:59Z');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (15, 'plot', '0015-sample-threads-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (15, 'checkpoint', '0015-sample-threads-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (16, '0016-sample-threads-s1', 'sample-threads', '', 1, 'done', NULL, 'experiments/sample-threads.yaml', 'experiment: sample-threads
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-threads","set":{"width":112.0},"train":{"batch":100,"epochs":3,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":1},"variant":""}', 'cae-lab run experiments/sample-threads.yaml', '0.1.0', '2.6.3', 'Sample CPU 8 cores', 'avx512_core_bf16', 8, NULL, 306699, 303623, 3, '2026-01-05T18:36:59Z', '2026-01-05T18:38:07Z', 68.4);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (16, 1, 0.450062, 0.480403, 22.8, 0.001, 2631.6, '2026-01-05T18:37:22Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (16, 2, 0.390601, 0.425038, 22.8, 0.001, 2631.6, '2026-01-05T18:37:45Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (16, 3, 0.361225, 0.371521, 22.8, 0.001, 2631.6, '2026-01-05T18:38:07Z');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (16, 'plot', '0016-sample-threads-s1/losses.svg', 'Training and test loss');
INSERT INTO artefacts (run_id, kind, path, description)
VALUES (16, 'checkpoint', '0016-sample-threads-s1/best.safetensors', 'Weights of the best epoch');
INSERT INTO runs (id, name, experiment, variant, seed, status, error, experiment_file, experiment_text, model_file, model_text, configuration, command, cae_lab_version, onednn_version, cpu, isa, threads, git_revision, parameters, trainable_parameters, epochs_planned, started_at, finished_at, seconds)
VALUES (17, '0017-sample-threads-s2', 'sample-threads', '', 2, 'interrupted', NULL, 'experiments/sample-threads.yaml', 'experiment: sample-threads
model: models/fashion.cae
', 'experiments/models/fashion.cae', 'model fashion {
  param width = 112
  input 28x28x1
  encoder {
    conv width 3x3 relu
    bn
    pool max 2
    conv width 3x3 relu
    bn
    pool max 2
    flatten
    dense 2 relu as code
    bn
  }
  decoder {
    dense 1024 relu
    bn
    reshape 4x4x64
    bn
    upsample 3
    conv width 3x3 relu
    bn
    upsample 3
    conv width 3x3 relu
    bn
    conv 1 1x1 sigmoid as pixels
  }
}
', '{"analyse":[{"images":500,"layer":"code","plugin":"latent"},{"components":2,"plugin":"pca"}],"augment":[],"data":{"dataset":"fashion-mnist"},"experiment":"sample-threads","set":{"width":112.0},"train":{"batch":100,"epochs":3,"loss":"bce","optimizer":{"kind":"adam","rate":0.001},"precision":"fp32","seed":2},"variant":""}', 'cae-lab run experiments/sample-threads.yaml', '0.1.0', '2.6.3', 'Sample CPU 2 cores', 'avx2', 2, NULL, 306699, 303623, 3, '2026-01-05T18:48:07Z', NULL, 164.6);
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (17, 1, 0.450172, 0.492291, 82.3, 0.001, 729.0, '2026-01-05T18:49:29Z');
INSERT INTO epochs (run_id, epoch, train_loss, test_loss, seconds, learning_rate, images_per_second, recorded_at)
VALUES (17, 2, 0.390642, 0.404379, 82.3, 0.001, 729.0, '2026-01-05T18:50:52Z');
COMMIT;
